-- What the job's connection `desk` holds: a card for some of the books.
create table if not exists cards (
  name text primary key,
  shelf text not null,
  acquired date not null
);

insert into cards values
  ('en/Moby-Dick; or, The Whale 0.epub', 'A 12', '2019-03-01'),
  ('de/Die Leiden des jungen Werthers 1.epub', 'B 4', '2019-03-02'),
  ('fr/Vingt mille lieues sous les mers 2.epub', 'A 13', '2020-11-30')
on conflict do nothing;
