-- What the job's connection `airfields` needs: the table of runways. It is there before the first
-- run, and not empty.
create table if not exists runways (
  id integer primary key,
  airport_ref integer not null,
  airport_ident text not null,
  length_ft integer,
  width_ft integer,
  surface text,
  lighted smallint not null,
  closed smallint not null,
  le_ident text,
  le_latitude_deg numeric,
  le_longitude_deg numeric,
  le_elevation_ft integer,
  "le_heading_degT" numeric,
  le_displaced_threshold_ft integer,
  he_ident text,
  he_latitude_deg numeric,
  he_longitude_deg numeric,
  he_elevation_ft integer,
  "he_heading_degT" numeric,
  he_displaced_threshold_ft integer,
  origin text not null default 'ourairports'
);

-- Two runways that are ours and no business of the job, and three that came from the source once,
-- which it has no more. All five are made up.
insert into runways (id, airport_ref, airport_ident, length_ft, lighted, closed, origin) values
  (9000001, 9000001, 'OWN-1', 2000, 0, 0, 'ours'),
  (9000002, 9000001, 'OWN-1', 2400, 1, 0, 'ours'),
  (9000003, 9000003, 'ZZ-03', 1800, 0, 1, 'ourairports'),
  (9000004, 9000003, 'ZZ-03', 1850, 0, 1, 'ourairports'),
  (9000005, 9000005, 'ZZ-05', 900, 0, 1, 'ourairports')
on conflict do nothing;
