package io.godwit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every record of a source is read once, by whoever reads it and however much at a time. */
public interface SourceReading {

  /** A source of its own for a test. */
  SourceGround ground() throws Exception;

  /**
   * The plan counts what is there, and its readers bring so many, numbered without a gap. Of a
   * split that is estimated, the reader counts it.
   */
  @Test
  default void thePlanCountsWhatIsRead() throws Exception {
    try (SourceGround ground = ground();
        Source source = ground.open()) {
      Plan plan = source.plan();
      assertThat(plan.splits().size()).as("splits").isGreaterThan(1);
      int all = 0;
      for (int number = 0; number < plan.splits().size(); number++) {
        Split split = plan.splits().get(number);
        assertThat(split.number()).isEqualTo(number);
        List<Reading> read = SplitReadings.of(source, split, Position.START, 7);
        if (!split.estimated()) {
          assertThat(read).hasSize((int) split.records());
        }
        all += read.size();
        for (int i = 0; i < read.size(); i++) {
          assertThat(read.get(i).id()).isEqualTo(new RecordId(number, i));
        }
      }
      assertThat(all).isEqualTo(ground.records());
    }
  }

  /** No two records have one place and key, and those that cannot be read are answered, too. */
  @Test
  default void unreadableRecordsAreAnswered() throws Exception {
    try (SourceGround ground = ground();
        Source source = ground.open()) {
      List<Reading> all = SplitReadings.of(source, source.plan(), 10);
      Set<String> places = new HashSet<>();
      int unreadable = 0;
      for (Reading reading : all) {
        switch (reading) {
          case Reading.Read(var record) -> places.add(record.origin() + " " + record.key());
          case Reading.Unreadable bad -> {
            places.add(bad.origin() + " " + bad.key());
            unreadable++;
          }
          case Reading.LeftOut out -> places.add(out.origin() + " " + out.key());
        }
      }
      assertThat(unreadable).isEqualTo(ground.unreadable());
      assertThat(places).as("places in the source").hasSize(ground.records());
    }
  }

  /** A look at the source needs no plan, and knows the fields that records have. */
  @Test
  default void aLookShowsTheFields() throws Exception {
    try (SourceGround ground = ground();
        Source source = ground.open()) {
      Inspection found = source.inspect();
      assertThat(found.units()).isNotEmpty();
      for (Reading reading : SplitReadings.of(source, source.plan(), 10)) {
        if (reading instanceof Reading.Read(var record) && found.exactFields().isPresent()) {
          for (String name : found.exactFields().get()) {
            assertThat(record.fields().indexOf(name)).as(name).isNotNegative();
          }
        }
      }
    }
  }

  /** How many are asked for at a time changes nothing, and an end stays the end. */
  @Test
  default void theSizeOfABatchChangesNothing() throws Exception {
    try (SourceGround ground = ground();
        Source source = ground.open()) {
      Plan plan = source.plan();
      List<String> one = SplitReadings.texts(SplitReadings.of(source, plan, 1));
      assertThat(SplitReadings.texts(SplitReadings.of(source, plan, 1000))).isEqualTo(one);
      try (var reader = source.read(plan.splits().getFirst(), Position.START)) {
        while (!reader.read(100).isEmpty()) {
          assertThat(reader.position().ordinal()).isPositive();
        }
        assertThat(reader.read(100)).isEmpty();
      }
    }
  }

  /** A plan that one process made is read by another. */
  @Test
  default void aPlanIsReadByAnotherProcess() throws Exception {
    try (SourceGround ground = ground();
        Source source = ground.open();
        Source other = ground.open()) {
      Plan plan = source.plan();
      assertThat(other.fingerprint()).isEqualTo(plan.fingerprint());
      List<String> read = SplitReadings.texts(SplitReadings.of(source, plan, 50));
      assertThat(SplitReadings.texts(SplitReadings.of(other, plan, 13))).isEqualTo(read);
    }
  }

  /** The end of one source is not the end of another over the same. */
  @Test
  default void oneIsClosedWhileAnotherReads() throws Exception {
    try (SourceGround ground = ground();
        Source source = ground.open()) {
      Plan plan = source.plan();
      List<String> all = SplitReadings.texts(SplitReadings.of(source, plan, 20));
      try (Source other = ground.open();
          SplitReader reader = other.read(plan.splits().getFirst(), Position.START)) {
        assertThat(reader.read(5)).isNotEmpty();
      }
      assertThat(SplitReadings.texts(SplitReadings.of(source, plan, 20))).isEqualTo(all);
    }
  }

  /** A changed source has another fingerprint. */
  @Test
  default void aChangeShowsInTheFingerprint() throws Exception {
    try (SourceGround ground = ground();
        Source source = ground.open()) {
      String before = source.plan().fingerprint();
      ground.change();
      try (Source later = ground.open()) {
        assertThat(later.fingerprint()).isNotEqualTo(before);
      }
    }
  }
}
