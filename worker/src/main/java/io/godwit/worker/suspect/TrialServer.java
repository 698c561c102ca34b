package io.godwit.worker.suspect;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkRecord;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.worker.evidence.BatchState;
import io.godwit.worker.evidence.TargetWriters;
import io.godwit.worker.govern.Passage;
import io.godwit.worker.job.JobOpener;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.settle.BatchProcessor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The child of a trial: opens the job as its parent has, works on what it is asked to, and says how
 * that went. It ends with its parent, and also where the parent is silent: a worker that was
 * suspended has lost its partitions after six seconds, and nobody may write for it any longer.
 */
public final class TrialServer {

  /** How long the parent may be silent. */
  private static final Duration SILENCE = Duration.ofSeconds(4);

  private final DataInputStream in;
  private final DataOutputStream out;
  private final LinkedBlockingQueue<TrialRequest> requests = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Byte> signs = new LinkedBlockingQueue<>();

  private TrialServer(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Serves until the parent closes the pipe.
   *
   * @param in from the parent
   * @param out to the parent, and nobody else may write to it
   * @param opener opens jobs by the settings of {@link io.godwit.worker.job.ChildMain}
   * @param orphaned ends the process; called where the parent is gone or silent
   * @throws IOException where the pipe breaks
   */
  public static void serve(
      InputStream in,
      OutputStream out,
      Function<Map<String, String>, JobOpener> opener,
      Runnable orphaned)
      throws IOException, InterruptedException {
    TrialServer server = new TrialServer(new DataInputStream(in), new DataOutputStream(out));
    Handshake handshake = Pipe.hello(server.in);
    Thread.ofPlatform().daemon().name("parent-watch").start(() -> server.watch(orphaned));
    Thread.ofPlatform().daemon().name("parent").start(() -> server.listen(orphaned));
    server.serve(handshake, opener.apply(handshake.settings()));
  }

  private void listen(Runnable orphaned) {
    try {
      while (true) {
        byte kind = in.readByte();
        signs.add(kind);
        if (kind == ReplyTag.REQUEST) {
          requests.add(Pipe.request(in));
        }
      }
    } catch (IOException e) {
      // The parent has closed the pipe, or is gone: there is nobody to tell.
      orphaned.run();
    }
  }

  private void watch(Runnable orphaned) {
    try {
      while (signs.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS) != null) {
        signs.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    orphaned.run();
  }

  private void serve(Handshake handshake, JobOpener opener)
      throws IOException, InterruptedException {
    try (OpenedJob opened = opener.open(handshake.entry())) {
      OpenedJob resting = opened.beginning(sink -> rest(sink, handshake));
      WorkerMeters meters =
          new WorkerMeters(Instruments.unobserved(), handshake.entry().job(), handshake.worker());
      answer(ReplyTag.READY, pipe -> {});
      while (true) {
        TrialRequest request = requests.take();
        carryOut(work(handshake, resting, request.partition(), meters), request);
      }
    } catch (Trouble trouble) {
      answer(
          ReplyTag.NOT_OPENED,
          pipe -> Pipe.text(pipe, trouble.code().id() + ": " + trouble.message()));
    }
  }

  /** Anew for each request, and with it what the ledger knows: the parent writes between two. */
  private static BatchProcessor work(
      Handshake handshake, OpenedJob opened, int partition, WorkerMeters meters) {
    JobEntry entry = handshake.entry();
    return new BatchProcessor(
        new Topics(entry.job()),
        entry.run(),
        handshake.worker(),
        opened.pipeline(),
        opened.writes(),
        new TargetWriters(
            opened.sinks(),
            TargetWriters.boundOf(opened.target()),
            TargetWriters.ledgerOf(
                opened.target(), new LedgerOwner(entry.job(), entry.run(), partition)),
            () -> Long.MAX_VALUE,
            System::nanoTime),
        meters);
  }

  /** As its parent does: what was altered since the run began is seen by a child, too. */
  private static void rest(Sink sink, Handshake handshake) throws Trouble {
    if (sink instanceof SupportsBaseline target
        && handshake.baselines().containsKey(target.unit())) {
      target.restOn(() -> handshake.baselines().getOrDefault(target.unit(), target.baseline()));
    }
  }

  /** In a virtual thread, whose stack has the limits of a partition's. */
  private void carryOut(BatchProcessor work, TrialRequest request)
      throws IOException, InterruptedException {
    AtomicReference<Optional<Answer>> answer = new AtomicReference<>(Optional.empty());
    Thread.ofVirtual().start(() -> answer.set(Optional.of(answerTo(work, request)))).join();
    answer.get().orElseThrow(() -> new IllegalStateException("no answer")).send();
  }

  /** Something to tell the parent. */
  private interface Answer {
    void send() throws IOException;
  }

  private Answer answerTo(BatchProcessor work, TrialRequest request) {
    try {
      List<WorkRecord> records = new ArrayList<>();
      PackDecoder decoder = new PackDecoder();
      for (WorkPack pack : request.packs()) {
        records.addAll(decoder.open(pack));
      }
      if (!request.packs().isEmpty()) {
        long next = request.packs().getLast().offset() + 1;
        work.turnTo(new LedgerSpan(request.packs().getFirst().offset(), next, 0));
      }
      List<WorkRecord> batch = request.places().stream().map(records::get).toList();
      BatchState state = new BatchState(batch.size());
      List<Integer> all = IntStream.range(0, batch.size()).boxed().toList();
      if (!all.isEmpty()) {
        work.write(batch, all, state, Passage.alone());
      }
      if (!all.stream().allMatch(state::hasEnded)) {
        return () ->
            answer(ReplyTag.WAITS, pipe -> Pipe.text(pipe, "the target refuses something"));
      }
      work.takeBack(state, Passage.alone());
      return () -> answer(ReplyTag.ENDED, pipe -> Pipe.write(pipe, state.ends()));
    } catch (Trouble trouble) {
      return () -> answer(ReplyTag.WAITS, pipe -> Pipe.text(pipe, trouble.message()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return () -> answer(ReplyTag.WAITS, pipe -> Pipe.text(pipe, "the child was interrupted"));
    } catch (RuntimeException | Error e) {
      // In a worker it would end the worker, which is what the parent asks about.
      return () -> answer(ReplyTag.THREW, pipe -> Pipe.text(pipe, named(e)));
    }
  }

  private static String named(Throwable e) {
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }

  private interface Body {
    void write(DataOutputStream pipe) throws IOException;
  }

  private void answer(byte kind, Body body) throws IOException {
    out.writeByte(kind);
    body.write(out);
    out.flush();
  }
}
