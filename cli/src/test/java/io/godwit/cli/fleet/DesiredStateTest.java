package io.godwit.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.kafka.DesiredState;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is wanted of a run, over a real broker. */
final class DesiredStateTest {

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = BROKER.cluster();
  }

  private static DesiredState pause(JobEntry run, long since) throws Exception {
    return DesiredState.change(
        cluster, run.job(), run.run(), now -> now.held(new Ruling.Pause(since)));
  }

  private static Ruling.Desired desired(JobEntry run) {
    try (ControlTopic control = new ControlTopic(cluster, run.job(), run.run())) {
      return control.standing().desired();
    }
  }

  @Test
  void aPauseIsOfItsRunAndIsKeptAsItWasFirstSaid() throws Exception {
    JobTopics.create(cluster, "held");
    JobEntry run = new JobEntry("held", "r1", "", "", 0);
    assertThat(pause(run, 7).isChanged()).isTrue();
    DesiredState again = pause(run, 8);
    assertThat(again.isChanged()).isFalse();
    assertThat(again.after().pause()).contains(new Ruling.Pause(7));

    JobEntry next = new JobEntry("held", "r2", "", "", 0);
    assertThat(DesiredState.change(cluster, next.job(), next.run(), now -> now).after())
        .isEqualTo(Ruling.Desired.GO_ON);

    DesiredState resumed =
        DesiredState.change(cluster, run.job(), run.run(), now -> now.resumed(9));
    assertThat(resumed.before().pause()).contains(new Ruling.Pause(7));
    assertThat(desired(run)).isEqualTo(Ruling.Desired.GO_ON);
  }

  @Test
  void ofChangesAtOnceNoneIsLost() throws Exception {
    JobTopics.create(cluster, "crowd");
    JobEntry run = new JobEntry("crowd", "r1", "", "", 0);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(Background.run(() -> count(run)));
    }
    all.forEach(CompletableFuture::join);
    // A change whose answer was lost is made once more, which setting a state never shows.
    assertThat(desired(run).pause().orElseThrow().since()).isGreaterThanOrEqualTo(3);
  }

  private static void count(JobEntry run) {
    try {
      DesiredState unused =
          DesiredState.change(
              cluster,
              run.job(),
              run.run(),
              now ->
                  Ruling.Desired.GO_ON.held(
                      new Ruling.Pause(now.pause().map(Ruling.Pause::since).orElse(0L) + 1)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aJobThatIsMisspeltIsTakenForNoOther() throws Exception {
    JobTopics.create(cluster, "people");
    try (KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      JobRegister.put(producer, new JobEntry("people", "r1", "", "", 0));
    }
    Runs runs = new Runs(cluster);
    assertThat(runs.underWay("people").run()).isEqualTo("r1");
    assertThatThrownBy(() -> runs.underWay("peple"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no run of a job peple is registered; did you mean 'people'?");
  }
}
