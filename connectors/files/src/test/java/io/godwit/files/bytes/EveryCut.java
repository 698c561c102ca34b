package io.godwit.files.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Origin;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.SplitReader;
import io.godwit.files.content.Content;
import io.godwit.files.content.SourceFile;
import io.godwit.files.spec.FileSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Cuts a file in two at every offset there is, and reads what each plan says. Offsets with one plan
 * are read once.
 */
record EveryCut(SourceFile file, FileFormat format, FileSpec spec, int buffer) {

  /**
   * Fails where any two splits together are not the whole file.
   *
   * @param lines where the records start
   * @param content compares the record of an index with what it should be
   */
  void check(List<Long> lines, BiConsumer<Integer, Reading> content) throws IOException, Trouble {
    FileSource source = new FileSource(() -> List.of(file), format, spec, buffer);
    for (List<Split> plan : plans()) {
      assertThat(plan.stream().mapToLong(Split::records).sum()).isEqualTo(lines.size());
      int index = 0;
      for (Split split : plan) {
        List<Reading> read = Readings.of(source, split, Position.START);
        assertThat(read).hasSize((int) split.records());
        for (int i = 0; i < read.size(); i++) {
          assertThat(read.get(i).id()).isEqualTo(new RecordId(split.number(), i));
          assertThat(originOf(read.get(i))).isEqualTo(new Origin(file.unit(), lines.get(index)));
          content.accept(index, read.get(i));
          index++;
        }
      }
    }
  }

  /** Fails where a reader that goes on at a reported position does not bring what is left. */
  void checkResuming() throws Trouble {
    FileSource source = new FileSource(() -> List.of(file), format, spec, buffer);
    for (Split split : source.plan().splits()) {
      List<Reading> whole = Readings.of(source, split, Position.START);
      try (SplitReader reader = source.read(split, Position.START)) {
        for (int i = 0; i <= whole.size(); i++) {
          List<Reading> rest = Readings.of(source, split, reader.position());
          assertThat(rest.stream().map(EveryCut::comparable).toList())
              .isEqualTo(
                  whole.subList(i, whole.size()).stream().map(EveryCut::comparable).toList());
          assertThat(reader.read(1)).hasSize(i < whole.size() ? 1 : 0);
        }
      }
    }
  }

  private Set<List<Split>> plans() throws IOException, Trouble {
    Set<List<Split>> plans = new LinkedHashSet<>();
    try (Content content = file.open(format.encoding())) {
      Head head = format.head(file, content);
      List<Long> starts =
          pieces(content, head, offset -> offset + 1).stream()
              .map(piece -> piece.range().start().offset())
              .toList();
      for (long cut = 0; cut <= content.size().orElseThrow(); cut++) {
        long at = cut;
        var pieces = pieces(content, head, offset -> offset < at ? at : Long.MAX_VALUE);
        if (pieces.size() > 1) {
          assertThat(pieces.get(1).range().start().offset())
              .isEqualTo(starts.stream().filter(start -> start >= at).findFirst().orElseThrow());
        }
        plans.add(splits(pieces));
      }
      plans.add(splits(pieces(content, head, offset -> offset + 1)));
    }
    return plans;
  }

  private List<SplitPlanner.Piece> pieces(
      Content content, Head head, java.util.function.LongUnaryOperator cuts) throws IOException {
    Framing framing = head.framing().apply(head.body().line());
    return SplitPlanner.cut(content, head.body().offset(), framing, cuts, buffer).pieces();
  }

  private List<Split> splits(List<SplitPlanner.Piece> pieces) throws Trouble {
    String mark = file.mark();
    return IntStream.range(0, pieces.size())
        .mapToObj(i ->
            new Split(
                i,
                file.unit(),
                new MarkedRange(pieces.get(i).range(), mark).text(),
                pieces.get(i).records()))
        .toList();
  }

  private static Origin originOf(Reading reading) {
    return switch (reading) {
      case Reading.Read(var record) -> record.origin();
      case Reading.Unreadable unreadable -> unreadable.origin();
      case Reading.LeftOut out -> out.origin();
    };
  }

  /** An unreadable one holds an array, which has no equality of its own. */
  private static List<Object> comparable(Reading reading) {
    return switch (reading) {
      case Reading.Read read -> List.of(read);
      case Reading.Unreadable(var id, var key, var origin, byte[] raw, var failure) -> {
        List<Object> parts = new ArrayList<>(List.of(id, key, origin, failure));
        for (byte b : raw) {
          parts.add(b);
        }
        yield parts;
      }
      case Reading.LeftOut out -> List.of(out);
    };
  }
}
