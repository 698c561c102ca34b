package io.godwit.cli.remedy;

import io.godwit.cli.fleet.Runs;
import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.replay.LetterSurvey;
import io.godwit.common.replay.OpenLetter;
import io.godwit.common.replay.RootRun;
import io.godwit.common.wire.letter.LetterFilter;
import io.godwit.common.wire.run.JobEntry;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** The failed records of a job that no replay has taken, as the topics have them now. */
public final class OpenFailures {

  private final String root;
  private final LetterSurvey survey;

  private OpenFailures(String root, LetterSurvey survey) {
    this.root = root;
    this.survey = survey;
  }

  /**
   * Those of a run and its replays.
   *
   * @param run its id; empty for the last run that has read the source
   * @throws io.godwit.common.model.failure.Refused where no run of the job is known
   * @throws Trouble where the broker does not answer
   */
  public static OpenFailures of(Cluster cluster, String job, Optional<String> run) throws Trouble {
    Runs runs = new Runs(cluster);
    JobEntry entry = runs.registered(job);
    String root = run.orElse(entry.root());
    boolean underWay = entry.replay().isPresent() && runs.finish(entry).isEmpty();
    Optional<String> replay = underWay ? Optional.of(entry.run()) : Optional.empty();
    Topics topics = new Topics(job);
    return BrokerMessages.asking(() ->
        new OpenFailures(
            root, LetterSurvey.of(cluster, topics, RootRun.read(cluster, topics, root), replay)));
  }

  /** The run that has read them. */
  public String root() {
    return root;
  }

  /**
   * Hands out those that are meant; the limit of the filter does not matter.
   *
   * @throws Trouble where the broker does not answer
   */
  public void forEach(LetterFilter filter, Consumer<OpenLetter> each) throws Trouble {
    LetterFilter.Choice choice = filter.asOf(System.currentTimeMillis());
    try {
      survey.forEachOpen(open -> {
        if (choice.takes(open.letter(), open.origin().split(), open.message().timestamp())) {
          each.accept(open);
        }
      });
    } catch (KafkaException e) {
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, BrokerMessages.about(e).what(), e);
    }
  }
}
