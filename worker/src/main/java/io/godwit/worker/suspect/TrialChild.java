package io.godwit.worker.suspect;

import io.godwit.worker.job.ChildMain;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** A child process, seen from its parent. It ends with its parent. For one thread. */
final class TrialChild implements AutoCloseable {

  /** To open the job on a busy machine; a child that takes longer proves nothing. */
  private static final Duration TO_OPEN = Duration.ofSeconds(90);

  /** To work on what it was given; what takes longer is no matter of a trial. */
  private static final Duration TO_WORK = Duration.ofMinutes(2);

  private static final Duration SLICE = Duration.ofMillis(200);
  private static final Duration BETWEEN_SIGNS = Duration.ofMillis(500);
  private static final int MOST_COMPLAINT = 4000;

  /** What the JVM ends with where memory is not enough, as it was told to. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int SIGNALS = 128;

  /** Hangup, interrupt, kill, terminate: nothing that a record does makes the kernel send these. */
  private static final Set<Integer> FROM_OUTSIDE = Set.of(1, 2, 9, 15);

  private final Process process;
  private final long heap;
  private final DataOutputStream out;
  private final ReentrantLock writing = new ReentrantLock();
  private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
  private final AtomicReference<String> complaint = new AtomicReference<>("");
  private final Thread complaining;
  private boolean open;

  private TrialChild(Process process, long heap) {
    this.process = process;
    this.heap = heap;
    this.out = new DataOutputStream(process.getOutputStream());
    this.complaining = thread("child-complaints", this::readComplaint);
    thread("child-answers", this::listen);
  }

  /** What a child says of itself. */
  private sealed interface Said {
    record Ready() implements Said {}

    record Answer(TrialResult run) implements Said {}

    record NotOpened(String why) implements Said {}

    record Gone() implements Said {}
  }

  /**
   * Starts one.
   *
   * @param heap in bytes
   */
  static TrialChild start(ChildMain main, Handshake handshake, long heap) throws IOException {
    Process process = new ProcessBuilder(ChildCommand.of(main.mainClass(), heap)).start();
    TrialChild child = new TrialChild(process, heap);
    child.write(out -> Pipe.write(out, handshake));
    thread("child-signs", child::sign);
    return child;
  }

  private static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Has it work; whatever comes of it but an answer, it is gone afterwards.
   *
   * @throws InterruptedException also where there is a wish to stop
   */
  TrialResult ask(TrialRequest request, BooleanSupplier stops) throws InterruptedException {
    if (!open) {
      Said first = await(TO_OPEN, stops);
      if (!(first instanceof Said.Ready)) {
        close();
        return new TrialResult.Unproven(notBegun(first));
      }
      open = true;
    }
    try {
      write(pipe -> {
        pipe.writeByte(ReplyTag.REQUEST);
        Pipe.write(pipe, request);
      });
    } catch (IOException e) {
      close();
      return new TrialResult.Unproven("a child was gone before it was asked: " + e.getMessage());
    }
    Said answer = await(TO_WORK, stops);
    if (answer instanceof Said.Answer(TrialResult run)) {
      if (run instanceof TrialResult.Died) {
        close();
      }
      return run;
    }
    boolean silent = process.isAlive() && !(answer instanceof Said.Gone);
    close();
    return silent ? new TrialResult.Unproven("a child gave no answer within " + TO_WORK) : ended();
  }

  private String notBegun(Said said) {
    return switch (said) {
      case Said.NotOpened(String why) -> "a child could not open the job: " + why;
      case Said.Gone ignored -> "a child did not come to begin: " + complaint.get().strip();
      case Said.Ready ignored -> "a child began";
      case Said.Answer ignored -> "a child answered before it was asked";
    };
  }

  /** What it means that the process is gone. */
  private TrialResult ended() {
    int code = process.exitValue();
    int signal = code - SIGNALS;
    if (FROM_OUTSIDE.contains(signal)) {
      return new TrialResult.Unproven("a child was ended from outside, by signal " + signal);
    }
    String how =
        code == OUT_OF_MEMORY && complaint.get().contains("OutOfMemoryError")
            ? "OutOfMemoryError"
            : signal > 0 ? "ended by signal " + signal : "ended with exit code " + code;
    return died(how);
  }

  private TrialResult died(String how) {
    return new TrialResult.Died(how + ", with a heap of " + (heap >> 20) + " MB");
  }

  /** The next thing that it says; where it has said nothing for so long, that it is of no use. */
  private Said await(Duration patience, BooleanSupplier stops) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (stops.getAsBoolean()) {
        throw new InterruptedException("a trial was broken off");
      }
      Optional<Said> next = Optional.ofNullable(said.poll(SLICE.toMillis(), TimeUnit.MILLISECONDS));
      if (next.isPresent()) {
        if (next.get() instanceof Said.Gone) {
          process.waitFor();
          complaining.join();
        }
        return next.get();
      }
    }
    return new Said.NotOpened("no answer within " + patience);
  }

  private void listen() {
    try (DataInputStream in = new DataInputStream(process.getInputStream())) {
      while (true) {
        said.add(read(in));
      }
    } catch (IOException | IllegalArgumentException e) {
      // The end of the pipe, which is how a child says that it is gone.
      said.add(new Said.Gone());
    }
  }

  private Said read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case ReplyTag.READY -> new Said.Ready();
      case ReplyTag.NOT_OPENED -> new Said.NotOpened(Pipe.text(in));
      case ReplyTag.ENDED -> new Said.Answer(new TrialResult.Lived(Pipe.ends(in)));
      case ReplyTag.WAITS -> new Said.Answer(new TrialResult.Waited(Pipe.text(in)));
      case ReplyTag.THREW -> new Said.Answer(died(Pipe.text(in)));
      default -> throw new IOException("a message of kind " + kind);
    };
  }

  private void readComplaint() {
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      errors.lines().forEach(this::complain);
    } catch (IOException | UncheckedIOException e) {
      complain(String.valueOf(e.getMessage()));
    }
  }

  /** The last lines say what it ended of. */
  private void complain(String line) {
    complaint.updateAndGet(before -> {
      String all = before + "\n" + line;
      return all.substring(Math.max(0, all.length() - MOST_COMPLAINT));
    });
  }

  /** Tells the child again and again that its parent lives, and wants it. */
  private void sign() {
    try {
      while (!process.waitFor(BETWEEN_SIGNS.toMillis(), TimeUnit.MILLISECONDS)) {
        write(pipe -> pipe.writeByte(ReplyTag.SIGN));
      }
    } catch (IOException e) {
      // It is gone, and who waits for its answer learns that by the other pipe.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Message {
    void write(DataOutputStream pipe) throws IOException;
  }

  private void write(Message message) throws IOException {
    writing.lock();
    try {
      message.write(out);
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  /**
   * Ends it at once, and returns when it is gone: nothing of it is under way at the target then.
   */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
