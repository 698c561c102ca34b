package io.godwit.common.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every error that a user can meet. The list is closed: dashboards, replays and the reference page
 * are made from it. A code keeps its id for ever, since dead letters hold it.
 */
public enum ErrorCode {
  CSV_FIELD_COUNT(
      Kind.DATA,
      ErrorClass.MALFORMED,
      "The row has more or fewer fields than the header.",
      "Correct the row, or quote the field that contains the delimiter."),
  CSV_UNCLOSED_QUOTE(
      Kind.DATA,
      ErrorClass.MALFORMED,
      "A quoted field does not end before the file does.",
      "Close the quote and double one inside; multiline: false spoils its own line only."),
  CSV_AFTER_QUOTE(
      Kind.DATA,
      ErrorClass.MALFORMED,
      "Text follows the closing quote of a field.",
      "Double the quote if it belongs to the value."),
  TEXT_ENCODING(
      Kind.DATA,
      ErrorClass.MALFORMED,
      "The bytes are not valid in the encoding of the source.",
      "Set source.encoding to the one that the source has, or correct the bytes."),
  TEXT_NUL(
      Kind.DATA,
      ErrorClass.MALFORMED,
      "The record contains a NUL character.",
      "Remove the NUL from the source."),
  JSON_MALFORMED(
      Kind.DATA,
      ErrorClass.MALFORMED,
      "What stands here is not one JSON object.",
      "Correct it; json: reads arrays and objects of several lines, jsonl: one object a line."),
  SOURCE_RECORD_GONE(
      Kind.DATA,
      ErrorClass.MALFORMED,
      "The source does not hold the record any more at the place where it failed.",
      "Nothing is to be replayed then; the next run reads the source as it is."),
  RECORD_TOO_LARGE(
      Kind.DATA,
      ErrorClass.SIZE,
      "The record is larger than the job allows.",
      "Raise source.max-record if memory allows; what steps make is bounded at 16 MB."),
  KEY_MISSING(
      Kind.DATA,
      ErrorClass.KEY,
      "A key field is absent, empty or null.",
      "Give the record a key, or choose other key fields."),
  VALUE_TYPE(
      Kind.DATA,
      ErrorClass.TYPE,
      "A value is not of the type that the job declares.",
      "Correct the value, or declare another type."),
  VALUE_UNSUPPORTED(
      Kind.DATA,
      ErrorClass.TYPE,
      "A value has a type that Godwit does not carry, or not to such a target.",
      "Drop the field in a step, or convert it at the source."),
  LOOKUP_MISSING(
      Kind.DATA,
      ErrorClass.LOOKUP,
      "The looked-up table has no row for the value.",
      "Add the row, or set missing: null or missing: drop in the step."),
  EXPRESSION_FAILED(
      Kind.DATA,
      ErrorClass.EXPRESSION,
      "An expression of the job could not be computed for the record.",
      "Guard the expression, for instance with has(r.field)."),
  FIELD_EXISTS(
      Kind.DATA,
      ErrorClass.MALFORMED,
      "A step would give the record, or a part of it, two fields of one name.",
      "Remove the other field first, or choose another name for this one."),
  PASSWORD_UNFIT(
      Kind.DATA, ErrorClass.TYPE, "A password cannot be hashed.", "Correct it, or use argon2id."),
  TARGET_TYPE(
      Kind.DATA,
      ErrorClass.TYPE,
      "The target column does not accept the value's type or range.",
      "Cast the field, or widen the column."),
  TARGET_TOO_LONG(
      Kind.DATA,
      ErrorClass.SIZE,
      "The value is longer than the target allows.",
      "Shorten the value, or widen the column."),
  TARGET_NULL(
      Kind.DATA,
      ErrorClass.CONSTRAINT,
      "The target column must not be null.",
      "Set the field in a step, or allow null in the column."),
  TARGET_CONSTRAINT(
      Kind.DATA,
      ErrorClass.CONSTRAINT,
      "The record breaks a constraint of the target.",
      "Correct the record, or the constraint."),
  TARGET_REFUSED(
      Kind.DATA,
      ErrorClass.CONSTRAINT,
      "The target refuses the record.",
      "Read the message: it is the target's own."),
  RECORD_KILLS_WORKER(
      Kind.DATA,
      ErrorClass.PROCESS,
      "Working on the record ended its process, alone and every time.",
      "Make the record smaller, or the expression that it goes through simpler."),
  SKIPPED(
      Kind.DATA,
      ErrorClass.OPERATOR,
      "An operator has set the record aside with godwit skip.",
      "Nothing to correct; the record was not written."),

  JOB_SYNTAX(
      Kind.CONFIGURATION, "The job file is not valid YAML.", "Correct the place that is named."),
  JOB_INVALID(
      Kind.CONFIGURATION,
      "The job file breaks a rule.",
      "Correct the places that are named; docs/job-reference.md lists every key."),
  JOB_UNKNOWN(
      Kind.CONFIGURATION,
      "There is no such job.",
      "Give the path of a job file, or the name of a job that a producer has registered."),
  SECRET_MISSING(
      Kind.CONFIGURATION,
      "A reference to a secret or variable leads nowhere.",
      "Set the environment variable, or create the file."),
  SOURCE_MISSING(
      Kind.CONFIGURATION,
      "The source does not exist or cannot be read.",
      "Correct the name, or the path, which is relative to the job file."),
  SOURCE_CHANGED(
      Kind.CONFIGURATION,
      "The source is not the one that the run began with.",
      "Restore it, or start anew with --new."),
  SOURCE_FIELD_UNKNOWN(
      Kind.CONFIGURATION,
      "The job names a field that the source does not have.",
      "Correct the name; godwit plan shows the source's fields."),
  SOURCE_HEADER(
      Kind.CONFIGURATION,
      "The header of the source cannot be used.",
      "Do what the message says, or name the columns with source.header."),
  SOURCE_FORMAT(
      Kind.CONFIGURATION,
      "The source is of another kind than the job says.",
      "Do what the message says."),
  SOURCE_DAMAGED(
      Kind.CONFIGURATION,
      "The source is damaged, or a part of it is missing.",
      "Get it again from where it comes; nothing of it was loaded."),
  SOURCE_RIGHTS(
      Kind.CONFIGURATION,
      "The user may not read what the job names.",
      "Grant what the message names; the right to read is all that a source needs."),
  SOURCE_QUERY(
      Kind.CONFIGURATION,
      "The source refuses the job's query or condition.",
      "Correct it; the message has the source's own words."),
  SOURCE_KEY(
      Kind.CONFIGURATION,
      "The key that the job gives does not tell each record of the source from all others.",
      "Choose unique columns that are never null, or leave key away for the table's own."),
  TABLE_MISSING(
      Kind.CONFIGURATION,
      "The table does not exist, or the user may not see it.",
      "Create it, correct its name, or grant access."),
  COLUMN_MISSING(
      Kind.CONFIGURATION,
      "The table has no such column.",
      "Add the column, or rename or remove the field in a step."),
  COLUMN_UNSUPPORTED(
      Kind.CONFIGURATION,
      "The column has a type that Godwit cannot write exactly.",
      "Remove the field in a step, or change the column's type."),
  TARGET_REPLACED(
      Kind.CONFIGURATION,
      "The target is another table or collection than the run began with.",
      "Rows already written are in the old one: put it back, or start anew with --new."),
  TARGET_NOT_MADE(
      Kind.CONFIGURATION,
      "The target refused to make what records are to be written to.",
      "See its words: grant the right, or make the table by hand and begin again."),
  GONE_REFUSED(
      Kind.CONFIGURATION,
      "Rows that are gone from the source cannot be found, or not be deleted or marked.",
      "Correct what its words name, and finish the run with godwit finish."),
  TARGET_READ_ONLY(
      Kind.CONFIGURATION,
      "The database takes no writes: it is read-only.",
      "Give the address of the primary server, or make the database writable."),
  TARGET_RIGHTS(
      Kind.CONFIGURATION, "The user lacks a right at the target.", "Grant what the message names."),
  KEY_NOT_UNIQUE(
      Kind.CONFIGURATION,
      "The target's key columns are not unique, so an upsert cannot find its row.",
      "Add a unique index over the sink's key columns."),
  KEY_UNKNOWN(
      Kind.CONFIGURATION,
      "The last record of a key is to win, and it is not known which records are of one key.",
      "Make the sink's key of source fields with known equality, or say duplicates: any."),
  LEDGER_MISSING(
      Kind.CONFIGURATION,
      "The job needs a ledger in the target, which is not there and cannot be made.",
      "Have the statements of godwit ddl JOB carried out, or upsert without compare."),
  RUN_VERSION(
      Kind.CONFIGURATION,
      "An unfinished run of this job was begun by another version of Godwit.",
      "Finish it with that version, or start anew with --new."),
  RUN_CONFLICT(
      Kind.CONFIGURATION,
      "An unfinished run of this job was started with another definition.",
      "Restore the job file to finish that run, or start anew with --new."),
  REPLAY_REFUSED(
      Kind.CONFIGURATION,
      "Its failed records cannot be taken up again without risk.",
      "Finish or repeat the run first; --overwrite writes over what may be newer."),
  REPLAY_UNFINISHED(
      Kind.CONFIGURATION,
      "An unfinished replay of this job was begun in another way.",
      "Type it as it was typed, or give it up: replay --new."),
  JOB_HELD(
      Kind.CONFIGURATION,
      "Another command is at work on this job, and one at a time is.",
      "Wait for it to end, or give its run up: run or producer with --new --give-up."),
  RUN_SUPERSEDED(
      Kind.CONFIGURATION,
      "Another command has taken over this job, or has begun another run of it.",
      "Nothing to do here: godwit status says who holds the job now."),
  FOLDER_IN_USE(
      Kind.CONFIGURATION,
      "Another godwit command is using this folder.",
      "Wait for it to end, or use another folder with --home."),
  TAKEN_OVER(
      Kind.CONFIGURATION,
      "Another process has taken over the name under which this one works.",
      "Stop one of the two: each worker of a job has a name of its own."),
  COMMAND_USAGE(Kind.CONFIGURATION, "The command line cannot be understood.", "See godwit --help."),
  ADDRESS_TAKEN(
      Kind.CONFIGURATION,
      "The address to listen on is another process's, or none of this machine's.",
      "Give another one by --listen; port 0 takes any that is free."),

  SOURCE_UNREADABLE(
      Kind.TARGET,
      "The source cannot be read just now.",
      "Check the disk or the network drive that it lies on; the producer tries again."),
  TARGET_UNREACHABLE(
      Kind.TARGET,
      "The database does not answer.",
      "Check that it runs and that the address is right."),
  TARGET_LOGIN(
      Kind.TARGET, "The database refuses the login.", "Check user, password and database."),
  TARGET_BUSY(
      Kind.TARGET,
      "The database asks to try again later.",
      "Nothing to do: the worker waits and tries again."),
  TARGET_SLOW(
      Kind.TARGET,
      "The database does not carry out a batch in the time that it is given.",
      "Nothing to do as batches shrink; for a lone record, see what slows it, or skip it."),
  TARGET_CONFLICT(
      Kind.TARGET,
      "Another transaction of the database came in the way.",
      "Nothing to do: the worker tries again with a smaller batch."),
  TARGET_TOO_MUCH(
      Kind.CAPACITY,
      "The database cannot take a batch of this size at once.",
      "Nothing to do as batches shrink; for a lone record, raise the limit, or skip it."),
  TARGET_THROTTLES(
      Kind.TARGET,
      "The database takes less in a second than it is sent.",
      "Nothing to do: the worker sends less."),
  TARGET_REFUSES_ALL(
      Kind.TARGET,
      "The target refuses every record, for a reason that may pass.",
      "Its message is the target's; the worker goes on by itself, or godwit skip helps it."),
  TARGET_ALTERED(
      Kind.TARGET,
      "The target is not any more as the run began with it, and cannot be written exactly.",
      "Change it back, or accept it as it is with godwit accept."),
  LEDGER_TAKEN(
      Kind.TARGET,
      "The target's ledger says that another worker has the partition; nothing was written.",
      "Nothing to do: the worker that has it goes on, and this one learns of it within seconds."),
  TARGET_AWAITED(
      Kind.TARGET,
      "The target, or a lookup, has a batch and has not answered yet.",
      "See what it waits for, such as a lock; the worker goes on by itself."),
  TARGET_FULL(
      Kind.CAPACITY,
      "The database has no room left.",
      "Free space there; the worker goes on by itself."),
  BROKER_UNREACHABLE(
      Kind.TARGET,
      "The Kafka broker does not answer.",
      "Check that it runs and that --bootstrap is right."),
  TOPIC_GONE(
      Kind.TARGET,
      "A topic of the job is gone, and with it what stood there.",
      "Stop, and type the same command: it says what is lost; or begin anew with --new."),
  MESSAGE_VERSION(
      Kind.TARGET,
      "Another version of Godwit has written what is to be read here, in a form of its own.",
      "Start a Godwit that reads the version named (godwit --version), and stop this one."),
  RUN_AWAITED(
      Kind.TARGET, "No run of the job is registered.", "Start its producer: godwit producer JOB."),
  PRODUCER_AWAITED(
      Kind.TARGET,
      "The source is not published to its end, and nobody is at work on the job.",
      "Start its producer, godwit producer JOB; a godwit run goes on by the same command."),
  WORKER_AWAITED(
      Kind.TARGET,
      "Records wait for a worker, and none is at work.",
      "Start one, godwit worker JOB; what godwit run began goes on by the same command."),
  AGGREGATOR_AWAITED(
      Kind.TARGET,
      "Receipts wait for an aggregator, and none is at work.",
      "Start one, godwit aggregator JOB; what godwit run began goes on by the same command."),
  GROUP_AWAITED(
      Kind.TARGET,
      "The broker has not given the role its place in its group yet.",
      "Nothing to do, if it lasts for seconds; else look at the broker."),
  RECORDS_ON_TRIAL(
      Kind.CAPACITY,
      "Workers have ended at these records, which are tried in processes of their own.",
      "Nothing to do: what ends a process alone is set aside, and the rest goes on."),
  SOURCE_AWAITED(
      Kind.TARGET,
      "The source hands out no records.",
      "Look at what it lies on; the producer goes on by itself."),
  PAUSED(
      Kind.TARGET,
      "An operator has paused the run with godwit pause.",
      "Nothing is lost or held open; it goes on with godwit resume JOB."),
  STACK_FAILED(
      Kind.TARGET,
      "A server of the embedded stack did not start.",
      "Read its log, whose place is named."),
  DISK(Kind.CAPACITY, "A file cannot be written.", "Free space, or grant access to the folder."),

  BOOKS_NOT_BALANCED(
      Kind.INTERNAL,
      "The outcomes of the run do not add up to the records read.",
      "Do not trust this run; keep the topics and report it."),
  INTERNAL(Kind.INTERNAL, "Godwit met a state that it does not know.", "Report it with the log.");

  /** Whose fault an error is, which decides what happens next. */
  public enum Kind {
    /** The record's: it becomes a dead letter. */
    DATA,
    /** A server's: wait, or stop before anything began. */
    TARGET,
    /** A limit of space: wait, or stop before anything began. */
    CAPACITY,
    /** The user's request: refused before anything began. */
    CONFIGURATION,
    /** Godwit's own. */
    INTERNAL
  }

  private final Kind kind;
  private final ErrorClass errorClass;
  private final String cause;
  private final String remedy;

  ErrorCode(Kind kind, ErrorClass errorClass, String cause, String remedy) {
    this.kind = kind;
    this.errorClass = errorClass;
    this.cause = cause;
    this.remedy = remedy;
  }

  ErrorCode(Kind kind, String cause, String remedy) {
    this(kind, ErrorClass.NONE, cause, remedy);
  }

  /** The code of an id, as {@link #id()} spells it. */
  public static Optional<ErrorCode> ofId(String id) {
    return Arrays.stream(values()).filter(code -> code.id().equals(id)).findFirst();
  }

  /** How reports, topics and messages spell the code, for instance {@code csv-field-count}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whose fault it is. */
  public Kind kind() {
    return kind;
  }

  /** The class by which reports group it. */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** What is the matter, in one sentence. */
  public String cause() {
    return cause;
  }

  /** What to do about it, in one sentence. */
  public String remedy() {
    return remedy;
  }
}
