-- What the job's connection `app` needs: the table that the submissions go to.
create table if not exists assignment_submissions (
  lti_launch_id text primary key,
  id_assessment integer not null,
  id_student integer not null,
  submitted_on_day integer not null,
  course text not null,
  assessment_type text not null,
  weight numeric(4, 1) not null,
  is_exam boolean not null
);
