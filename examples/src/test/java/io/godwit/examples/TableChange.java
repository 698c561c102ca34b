package io.godwit.examples;

import java.util.List;
import java.util.Random;

/**
 * Something that is done to the table of a {@link Submissions} job while it is written to, and how
 * it is undone.
 *
 * @param stops whether nothing may be written until it is undone or accepted
 * @param named what the trouble names then
 */
record TableChange(String apply, String undo, boolean stops, String named) {

  private static final String T = "alter table assignment_submissions ";

  private static final String ALTER_BACK =
      "alter submitted_on_day type integer using submitted_on_day::integer";

  /** Changes after which every value of the job still has an exact place. */
  static final List<TableChange> HARMLESS =
      List.of(
          goesOn("alter id_student type real", "alter id_student type integer"),
          goesOn("alter id_student type bigint", "alter id_student type integer"),
          goesOn("alter submitted_on_day type text", ALTER_BACK),
          goesOn("add more text default 'x'", "drop more"),
          goesOn("alter course drop not null", "alter course set not null"));

  /** Changes after which nothing may be written until they are undone. */
  static final List<TableChange> STOPPING =
      List.of(
          new TableChange(
              T + "drop constraint assignment_submissions_pkey",
              T + "add primary key (lti_launch_id)",
              true,
              "no unique index over exactly lti_launch_id"),
          new TableChange(
              "create unique index extra on assignment_submissions (lti_launch_id, course)",
              "drop index extra",
              true,
              "unique index extra is new"),
          new TableChange(
              T + "add more integer not null default 0; " + T + "alter more drop default",
              T + "drop more",
              true,
              "column more"),
          new TableChange(
              T + "add constraint few check (id_student > 0)",
              T + "drop constraint few",
              true,
              "constraint few is new"));

  /** A trigger that leaves rows as they are; whoever added it has to say so. */
  static final TableChange TRIGGER =
      new TableChange(
          "create function same() returns trigger language plpgsql as"
              + " $$ begin return new; end $$; create trigger same before insert on"
              + " assignment_submissions for each row execute function same()",
          "drop function same() cascade",
          true,
          "trigger same is new");

  private static TableChange goesOn(String apply, String undo) {
    return new TableChange(T + apply, T + undo, false, "");
  }

  /** Any of those that are undone. */
  static TableChange any(Random random) {
    List<TableChange> kind = random.nextBoolean() ? HARMLESS : STOPPING;
    return kind.get(random.nextInt(kind.size()));
  }

  /** Whether one cannot be undone while the other lasts. */
  boolean touchesTheSameAs(TableChange other) {
    return column().equals(other.column());
  }

  /** The second word behind the table's name, or the statement itself. */
  private String column() {
    return apply.startsWith(T) ? apply.substring(T.length()).split(" ")[1] : apply;
  }
}
