package io.godwit.common.kafka;

/**
 * The names of a job's topics and groups.
 *
 * @param job the job's name
 */
public record Topics(String job) {

  /** Every job's current run; compacted. */
  public static final String JOBS = "godwit.jobs";

  /** What has been laid down about runs, by operators and by roles; compacted. */
  public static final String CONTROL = "godwit.control";

  /** What roles wait for; kept for an hour. */
  public static final String WAITS = "godwit.waits";

  /** What the names of the job's own topics begin with. */
  public String prefix() {
    return "godwit." + job + ".";
  }

  /** The records to migrate. */
  public String work() {
    return "godwit." + job + ".work";
  }

  /** The outcomes of batches. */
  public String receipts() {
    return "godwit." + job + ".receipts";
  }

  /** The dead letters. */
  public String failed() {
    return "godwit." + job + ".failed";
  }

  /** Rows of the target that are gone from the source, as they were before anything was done. */
  public String gone() {
    return "godwit." + job + ".gone";
  }

  /** In what the target differs from what was written there, as it was found. */
  public String verified() {
    return "godwit." + job + ".verified";
  }

  /** The plan of a run and how far each split is published; compacted. */
  public String splits() {
    return "godwit." + job + ".splits";
  }

  /**
   * What an aggregator has counted; compacted.
   *
   * @param aggregator the aggregator's name, {@code aggregator} unless told otherwise
   */
  public String totals(String aggregator) {
    return "godwit." + job + "." + aggregator + ".totals";
  }

  /** The consumer group of the workers: its lag is the work that is left. */
  public String workers() {
    return "godwit." + job + ".workers";
  }

  /** The application id of an aggregator. */
  public String application(String aggregator) {
    return "godwit." + job + "." + aggregator;
  }

  /** The transactional id of the producer that plans: one at a time does for a job. */
  public String producerTransactions() {
    return "godwit." + job + ".producer";
  }

  /** The transactional id of whoever publishes a split: one at a time does. */
  public String splitTransactions(String run, int split) {
    return splitTransactionsOf(run) + split;
  }

  /** How the transactional ids of a run's splits begin, and no others. */
  public String splitTransactionsOf(String run) {
    return splitTransactionsOfRuns() + run + ".";
  }

  /** How the transactional ids of the splits of all runs begin, and no others. */
  public String splitTransactionsOfRuns() {
    return producerTransactions() + ".";
  }

  /** The transactional id under which one opener of a run at a time lays down its baseline. */
  public String baselineTransactions() {
    return "godwit." + job + ".baseline";
  }

  /** The transactional id under which one command at a time changes what is wanted of a run. */
  public String controlTransactions() {
    return "godwit." + job + ".control";
  }

  /** The transactional id of whoever changes the job's entry in the jobs topic. */
  public String registerTransactions() {
    return "godwit." + job + ".register";
  }

  /** The group in which a command that works on the job shows that it is alive. */
  public String lease() {
    return "godwit." + job + ".lease";
  }

  /** The transactional id of a worker; a restarted one fences what is left of itself. */
  public String workerTransactions(String worker) {
    return "godwit." + job + ".worker." + worker;
  }
}
