-- The three roles of Naast and what each may do in its database. Run as superuser, connected to that database, which
-- belongs to naast_owner. May be run again. On a server of your own: give each role a password afterwards.
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['naast_owner', 'naast_app', 'naast_retention'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', role);
    END IF;
  END LOOP;
  EXECUTE format('ALTER DATABASE %I OWNER TO naast_owner', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO naast_app, naast_retention', current_database());
END $$;

ALTER SCHEMA public OWNER TO naast_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO naast_app, naast_retention;

-- naast_app reads and writes rows. Migrations take UPDATE and DELETE away from it on the ledgers.
ALTER DEFAULT PRIVILEGES FOR ROLE naast_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO naast_app;
ALTER DEFAULT PRIVILEGES FOR ROLE naast_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO naast_app;
-- naast_retention gets nothing here: each migration of a removable table grants it what its rule needs.
