package io.godwit.files.bytes;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.files.content.Content;
import io.godwit.files.content.ContentStart;
import io.godwit.files.content.FileSet;
import io.godwit.files.content.FormatGuess;
import io.godwit.files.content.SourceFile;
import io.godwit.files.spec.FileSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/** The files of a job, in the order in which the job names them, as one source. */
public final class FileSource implements Source {

  private static final int BUFFER = 256 << 10;
  private static final int SAMPLE = 1000;
  private static final int SEEMING = 4 << 10;

  private final FileSet set;
  private final FileFormat format;
  private final long splitBytes;
  private final long maxRecord;
  private final int buffer;

  /** Of the last look at the set, so that a reader need not list folders. */
  private volatile Map<String, SourceFile> known = Map.of();

  /**
   * A source over files.
   *
   * @param spec the sizes of splits and records
   * @param buffer how many bytes to read at once, from 1
   */
  FileSource(FileSet set, FileFormat format, FileSpec spec, int buffer) {
    this.set = set;
    this.format = format;
    this.splitBytes = spec.split().bytes();
    this.maxRecord = spec.maxRecord().bytes();
    this.buffer = buffer;
  }

  /** A source over files that reads in pieces of a good size. */
  public FileSource(FileSet set, FileFormat format, FileSpec spec) {
    this(set, format, spec, BUFFER);
  }

  /** Opens every file, since each may be another than the first, and reads its head alone. */
  @Override
  public Inspection inspect() throws Trouble {
    List<SourceFile> files = files();
    List<Head> heads = new ArrayList<>();
    Remarks remarks = new Remarks();
    for (SourceFile file : files) {
      try (Content content = file.open(format.encoding())) {
        remarks.opened(file, content);
        heads.add(head(file, content));
      } catch (IOException e) {
        throw file.unreadable(e);
      }
    }
    requireSameColumns(files, heads);
    List<Reading> sample = sample(files, heads);
    remarks.sampled(sample, format.encoding());
    Schema schema = format.schema(columns(heads), documents(sample));
    Map<String, Schema> units = new LinkedHashMap<>();
    files.forEach(file -> units.put(file.unit(), schema));
    return new Inspection(units, remarks.texts());
  }

  @Override
  public void close() {
    set.close();
  }

  private Head head(SourceFile file, Content content) throws IOException {
    requireText(file, content);
    return format.head(file, content);
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
    List<SourceFile> files = files();
    String fingerprint = Fingerprint.of(files);
    List<Split> splits = new ArrayList<>();
    List<Head> heads = new ArrayList<>();
    Remarks remarks = new Remarks();
    for (SourceFile file : files) {
      String mark = file.mark();
      try (Content content = file.open(format.encoding())) {
        Head head = head(file, content);
        heads.add(head);
        LongUnaryOperator cuts = file.isInput() ? offset -> Long.MAX_VALUE : nextCut;
        for (SplitPlanner.Piece piece : pieces(file, content, head, cuts, remarks)) {
          String range = new MarkedRange(piece.range(), mark).text();
          splits.add(new Split(splits.size(), file.unit(), range, piece.records()));
        }
      } catch (IOException e) {
        throw file.unreadable(e);
      }
    }
    requireSameColumns(files, heads);
    requireUnchanged(fingerprint);
    return new Plan(splits, fingerprint, remarks.texts());
  }

  /** Where the content is made while it is read, an offset leads nowhere, so nothing is cut. */
  private List<SplitPlanner.Piece> pieces(
      SourceFile file, Content content, Head head, LongUnaryOperator nextCut, Remarks remarks)
      throws IOException {
    Framing framing = head.framing().apply(head.body().line());
    LongUnaryOperator cuts = content.made().isEmpty() ? nextCut : offset -> Long.MAX_VALUE;
    SplitPlanner.Found found =
        SplitPlanner.cut(content, head.body().offset(), framing, cuts, buffer);
    if (found.missing().isPresent()) {
      throw new Refused(ErrorCode.SOURCE_DAMAGED, file.unit() + " " + found.missing().get());
    }
    remarks.found(file, found);
    return found.pieces();
  }

  private void requireText(SourceFile file, Content content) throws IOException {
    ContentStart beginning = ContentStart.of(content, SEEMING);
    Optional<String> seems = FormatGuess.noText(beginning, format.encoding());
    if (seems.isPresent()) {
      throw new Refused(ErrorCode.SOURCE_FORMAT, file.unit() + " " + seems.get());
    }
  }

  @Override
  public String fingerprint() throws Trouble {
    return Fingerprint.of(files());
  }

  @Override
  public SplitReader read(Split split, Position from) throws Trouble {
    SourceFile file = fileOf(split);
    MarkedRange planned = MarkedRange.parse(split.range());
    FilePlace start = from.at().isEmpty() ? planned.range().start() : FilePlace.parse(from.at());
    try {
      Content content = file.open(format.encoding());
      try {
        OpenedFile opened = OpenedFile.of(file, content, format.encoding(), planned.mark());
        return open(split, planned.range(), start, from.ordinal(), opened);
      } catch (IOException | RuntimeException | Trouble e) {
        content.close();
        throw e;
      }
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private SplitReader open(
      Split split, ByteRange range, FilePlace start, long ordinal, OpenedFile opened)
      throws IOException {
    Content content = opened.content();
    Head head = format.head(opened.file(), content);
    Window window = new Window(content.from(start.offset()), start.offset(), range.end(), buffer);
    Framing framing = head.framing().apply(start.line());
    RecordDecoder decoder =
        format.encoding().isByRecord()
            ? new RecodedDecoder(format.encoding(), head.decoder())
            : head.decoder();
    return new FramedReader(split, opened, window, ordinal, framing, decoder, maxRecord);
  }

  private List<SourceFile> files() throws Trouble {
    List<SourceFile> files = set.files();
    known = files.stream().collect(Collectors.toMap(SourceFile::unit, file -> file));
    return files;
  }

  private SourceFile fileOf(Split split) throws Trouble {
    if (!known.containsKey(split.unit())) {
      files();
    }
    return Optional.ofNullable(known.get(split.unit()))
        .orElseThrow(() ->
            new Refused(ErrorCode.SOURCE_CHANGED, "the job has no file named " + split.unit()));
  }

  private static void requireSameColumns(List<SourceFile> files, List<Head> heads) {
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

  /** The first records of the first file that has any. */
  private List<Reading> sample(List<SourceFile> files, List<Head> heads) throws Trouble {
    List<Reading> sample = List.of();
    for (int i = 0; i < files.size() && sample.isEmpty(); i++) {
      SourceFile file = files.get(i);
      ByteRange all = new ByteRange(heads.get(i).body(), Window.OPEN_END);
      String range = new MarkedRange(all, file.mark()).text();
      try (SplitReader reader = read(new Split(0, file.unit(), range, 0), Position.START)) {
        sample = reader.read(SAMPLE);
      }
    }
    return sample;
  }

  private static List<Document> documents(List<Reading> sample) {
    return sample.stream()
        .filter(Reading.Read.class::isInstance)
        .map(Reading.Read.class::cast)
        .map(Reading.Read::record)
        .map(DataRecord::fields)
        .collect(Collectors.toList());
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
