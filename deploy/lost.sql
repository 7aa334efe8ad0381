\set ON_ERROR_STOP on
-- After a restore: whose dossiers got lines that the copy does not have, and which requests were sent. In the database of before:
-- psql naast_before --set=copy=20261122-013000 --file deploy/lost.sql
WITH begun (at) AS (SELECT to_timestamp(:'copy', 'YYYYMMDD-HH24MISS')),
lost AS (
  SELECT chain_id, count(*) AS lines FROM dossier_entry, begun WHERE dossier_entry.at >= begun.at GROUP BY chain_id
)
SELECT
  organisation.slug AS organisation, chain.id AS dossier, lost.lines,
  COALESCE(entity.name, concat_ws(' ', person.given_names, NULLIF(person.prefix, ''), person.family_name)) AS whose,
  (SELECT string_agg(sent.reference, ', ' ORDER BY sent.sent_at) FROM cases_case AS sent, begun
   WHERE sent.party = chain.subject AND sent.organisation = chain.organisation AND sent.sent_at >= begun.at) AS sent,
  (SELECT string_agg(address.value, ', ') FROM parties_digitaladdress AS address
   WHERE address.party_id = chain.subject AND address.removed_at IS NULL) AS reach
FROM lost
JOIN dossier_chain AS chain ON chain.id = lost.chain_id
JOIN organisations_organisation AS organisation ON organisation.id = chain.organisation
LEFT JOIN parties_person AS person ON person.party_id = chain.subject
LEFT JOIN parties_legalentity AS entity ON entity.party_id = chain.subject
ORDER BY 1, 5 NULLS LAST, 4;
