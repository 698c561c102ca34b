-- What the job's connection `app` needs. The database takes no archives, whatever the job thinks.
create table if not exists hand_ins (
  hand_in text primary key,
  course text not null,
  submitted_on_day integer not null,
  object text not null unique,
  bytes bigint not null check (bytes > 0),
  sha256 char(64) not null,
  type text not null check (type <> 'application/zip')
);

create table if not exists penalties (
  hand_in text primary key,
  days_late integer not null check (days_late > 0)
);
