-- What the job's connection `catalogue` needs to hold.
create table if not exists books (
  name text primary key,
  size bigint not null,
  modified timestamptz not null,
  read_version text not null,
  sha256 text not null,
  object text not null,
  type text not null,
  title text,
  creators text[],
  language text,
  identifier text,
  shelf text,
  acquired date
);
