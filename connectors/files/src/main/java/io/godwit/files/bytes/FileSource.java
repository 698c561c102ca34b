package io.godwit.files.bytes;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Schema;
import io.godwit.common.model.Split;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/** The files of a job, in the order in which the job names them, as one source. */
public final class FileSource implements Source {

  private static final int BUFFER = 256 << 10;
  private static final int SAMPLE = 1000;

  private final List<SourceFile> files;
  private final FileFormat format;
  private final long splitBytes;
  private final long maxRecord;
  private final int buffer;

  /**
   * A source over files.
   *
   * @param spec the sizes of splits and records
   * @param buffer how many bytes to read at once, from 1
   */
  FileSource(List<SourceFile> files, FileFormat format, SourceSpec spec, int buffer) {
    this.files = List.copyOf(files);
    this.format = format;
    this.splitBytes = spec.split().bytes();
    this.maxRecord = spec.maxRecord().bytes();
    this.buffer = buffer;
  }

  /** A source over files that reads in pieces of a good size. */
  public FileSource(List<SourceFile> files, FileFormat format, SourceSpec spec) {
    this(files, format, spec, BUFFER);
  }

  @Override
  public Plan plan() throws Trouble {
    return plan(offset -> (offset / splitBytes + 1) * splitBytes);
  }

  /**
   * A plan with other cuts than the job's.
   *
   * @param nextCut as {@link SplitPlanner#cut} takes it, for every file
   */
  Plan plan(LongUnaryOperator nextCut) throws Trouble {
    String fingerprint = fingerprint();
    List<Split> splits = new ArrayList<>();
    List<Head> heads = new ArrayList<>();
    for (SourceFile file : files) {
      try (FileChannel channel = file.open()) {
        Head head = format.head(file, channel);
        heads.add(head);
        Framing framing = format.framing(head.body().line());
        for (SplitPlanner.Piece piece :
            SplitPlanner.cut(channel, head.body().offset(), framing, nextCut, buffer)) {
          String range = piece.range().text();
          splits.add(new Split(splits.size(), file.unit(), range, piece.records()));
        }
      } catch (IOException e) {
        throw new Trouble(ErrorCode.SOURCE_MISSING, "cannot read " + file.path(), e);
      }
    }
    requireSameColumns(heads);
    Schema schema = format.schema(columns(heads), sample(splits));
    requireUnchanged(fingerprint);
    Map<String, Schema> units = new LinkedHashMap<>();
    files.forEach(file -> units.put(file.unit(), schema));
    return new Plan(splits, fingerprint, units);
  }

  @Override
  public String fingerprint() throws Trouble {
    List<String> prints = new ArrayList<>();
    for (SourceFile file : files) {
      prints.add(file.fingerprint());
    }
    return String.join(", ", prints);
  }

  @Override
  public SplitReader read(Split split, Position from) throws Trouble {
    SourceFile file = fileOf(split);
    Range range = Range.parse(split.range());
    Place start = from.at().isEmpty() ? range.start() : Place.parse(from.at());
    try {
      FileChannel channel = file.open();
      try {
        return open(split, range, start, from.ordinal(), file, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new Trouble(ErrorCode.SOURCE_MISSING, "cannot read " + file.path(), e);
    }
  }

  private SplitReader open(
      Split split, Range range, Place start, long ordinal, SourceFile file, FileChannel channel)
      throws IOException {
    if (channel.size() < range.end()) {
      throw new Refused(
          ErrorCode.SOURCE_CHANGED,
          file.path() + " has " + channel.size() + " bytes, its plan " + range.end());
    }
    Head head = format.head(file, channel);
    Window window = new Window(channel, start.offset(), range.end(), buffer);
    Framing framing = format.framing(start.line());
    return new FramedReader(split, channel, window, ordinal, framing, head.decoder(), maxRecord);
  }

  private SourceFile fileOf(Split split) {
    return files.stream()
        .filter(file -> file.unit().equals(split.unit()))
        .findFirst()
        .orElseThrow(() ->
            new Refused(ErrorCode.SOURCE_CHANGED, "the job has no file named " + split.unit()));
  }

  private void requireSameColumns(List<Head> heads) {
    int first = 0;
    for (int i = 1; i < heads.size(); i++) {
      if (heads.get(first).columns().isEmpty()) {
        first = i;
      }
      List<String> expected = heads.get(first).columns();
      List<String> found = heads.get(i).columns();
      if (!found.isEmpty() && !found.equals(expected)) {
        throw new Refused(
            ErrorCode.SOURCE_HEADER,
            "the files of a source have the same header, but %s has %s and %s has %s"
                .formatted(files.get(first).unit(), expected, files.get(i).unit(), found));
      }
    }
  }

  private static List<String> columns(List<Head> heads) {
    return heads.stream()
        .map(Head::columns)
        .filter(columns -> !columns.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private List<Document> sample(List<Split> splits) throws Trouble {
    if (splits.isEmpty()) {
      return List.of();
    }
    try (SplitReader reader = read(splits.get(0), Position.START)) {
      return reader.read(SAMPLE).stream()
          .filter(Reading.Read.class::isInstance)
          .map(Reading.Read.class::cast)
          .map(Reading.Read::record)
          .map(DataRecord::fields)
          .collect(Collectors.toList());
    }
  }

  private void requireUnchanged(String fingerprint) throws Trouble {
    String now = fingerprint();
    if (!now.equals(fingerprint)) {
      throw new Refused(
          ErrorCode.SOURCE_CHANGED,
          "the source changed while it was counted, from " + fingerprint + " to " + now);
    }
  }
}
