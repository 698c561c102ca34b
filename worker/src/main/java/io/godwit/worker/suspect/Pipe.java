package io.godwit.worker.suspect;

import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.worker.evidence.RecordEnd;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How parent and child write to each other. Both are of one class path, so there are no versions;
 * whatever does not come whole is the end of the pipe.
 */
final class Pipe {

  private static final int WRITTEN = 1;
  private static final int UNCHANGED = 2;
  private static final int DROPPED = 3;
  private static final int FAILED = 4;

  private Pipe() {}

  static void write(DataOutputStream out, Handshake handshake) throws IOException {
    JobEntry entry = handshake.entry();
    for (String text : List.of(entry.job(), entry.run(), entry.definition(), entry.base())) {
      text(out, text);
    }
    out.writeLong(entry.startedAt());
    text(out, handshake.worker());
    out.writeInt(handshake.baselines().size());
    for (Map.Entry<String, SortedMap<String, String>> baseline : handshake.baselines().entrySet()) {
      text(out, baseline.getKey());
      texts(out, baseline.getValue());
    }
    texts(out, handshake.settings());
  }

  static Handshake hello(DataInputStream in) throws IOException {
    JobEntry entry = new JobEntry(text(in), text(in), text(in), text(in), in.readLong());
    String worker = text(in);
    Map<String, SortedMap<String, String>> baselines = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      baselines.put(text(in), texts(in));
    }
    return new Handshake(entry, worker, baselines, texts(in));
  }

  private static void texts(DataOutputStream out, Map<String, String> texts) throws IOException {
    out.writeInt(texts.size());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      text(out, text.getKey());
      text(out, text.getValue());
    }
  }

  private static SortedMap<String, String> texts(DataInputStream in) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.put(text(in), text(in));
    }
    return texts;
  }

  static void write(DataOutputStream out, TrialRequest request) throws IOException {
    out.writeInt(request.partition());
    out.writeInt(request.places().size());
    for (int place : request.places()) {
      out.writeInt(place);
    }
    out.writeInt(request.packs().size());
    for (WorkPack pack : request.packs()) {
      out.writeLong(pack.offset());
      text(out, pack.run());
      out.writeInt(pack.first().split());
      out.writeLong(pack.first().ordinal());
      text(out, pack.origin().unit());
      out.writeLong(pack.origin().line());
      out.writeInt(pack.count());
      bytes(out, pack.value());
    }
  }

  static TrialRequest request(DataInputStream in) throws IOException {
    int partition = in.readInt();
    List<Integer> places = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      places.add(in.readInt());
    }
    List<WorkPack> packs = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      packs.add(
          new WorkPack(
              in.readLong(),
              text(in),
              new RecordId(in.readInt(), in.readLong()),
              new Origin(text(in), in.readLong()),
              in.readInt(),
              bytes(in)));
    }
    return new TrialRequest(partition, packs, places);
  }

  static void write(DataOutputStream out, List<RecordEnd> ends) throws IOException {
    out.writeInt(ends.size());
    for (RecordEnd end : ends) {
      out.writeInt(end.rows());
      switch (end.outcome()) {
        case Outcome.Written ignored -> out.writeByte(WRITTEN);
        case Outcome.Unchanged ignored -> out.writeByte(UNCHANGED);
        case Outcome.Dropped ignored -> out.writeByte(DROPPED);
        case Outcome.Failed(Failure failure) -> {
          out.writeByte(FAILED);
          text(out, failure.code().name());
          text(out, failure.message());
          text(out, failure.column().orElse(""));
          text(out, end.rejectedBy().orElse(""));
        }
      }
    }
  }

  static List<RecordEnd> ends(DataInputStream in) throws IOException {
    List<RecordEnd> ends = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      int rows = in.readInt();
      int kind = in.readByte();
      ends.add(
          switch (kind) {
            case WRITTEN -> new RecordEnd(Outcome.Written.WRITTEN, Optional.empty(), rows);
            case UNCHANGED -> new RecordEnd(Outcome.Unchanged.UNCHANGED, Optional.empty(), rows);
            case DROPPED -> new RecordEnd(Outcome.Dropped.DROPPED, Optional.empty(), rows);
            case FAILED -> failed(in, rows);
            default -> throw new IOException("an outcome of kind " + kind);
          });
    }
    return ends;
  }

  private static RecordEnd failed(DataInputStream in, int rows) throws IOException {
    Failure failure = new Failure(ErrorCode.valueOf(text(in)), text(in), text(in));
    return new RecordEnd(
        new Outcome.Failed(failure), Optional.of(text(in)).filter(step -> !step.isEmpty()), rows);
  }

  static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("a length of " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the pipe ended too early");
    }
    return bytes;
  }
}
