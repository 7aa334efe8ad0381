-- Every line with all that must agree with it, in one statement and so of one instant. Full joins: what lost its other half
-- stays in sight.
SELECT
  COALESCE(chain.id, head.chain_id, entry.chain_id), chain.id, chain.subject, chain.organisation, head.seq, head.hash,
  entry.id, entry.seq, entry.at, entry.kind, entry.purpose, entry.actor_kind, entry.actor, entry.team,
  entry.actor_organisation, entry.about, entry.withheld_ground, entry.withheld_until, entry.digest, entry.previous,
  entry.hash,
  content.entry_id, content.salt, content.text, content.removed_at, content.removed_by,
  audit.entry, audit.at, audit.organisation, audit.actor_kind, audit.actor, audit.team, audit.what, audit.about,
  processing.entry, processing.subject, processing.organisation, processing.actor_kind, processing.actor,
  processing.purpose, processing.what, processing.about
FROM dossier_chain AS chain
FULL JOIN dossier_chainhead AS head ON head.chain_id = chain.id
FULL JOIN dossier_entry AS entry ON entry.chain_id = chain.id
FULL JOIN dossier_entrycontent AS content ON content.entry_id = entry.id
FULL JOIN (SELECT * FROM dossier_auditline WHERE entry IS NOT NULL) AS audit ON audit.entry = entry.id
FULL JOIN (SELECT * FROM dossier_processingline WHERE entry IS NOT NULL) AS processing ON processing.entry = entry.id
ORDER BY 1, entry.seq
