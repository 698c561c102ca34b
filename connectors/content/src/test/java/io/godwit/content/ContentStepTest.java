package io.godwit.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.StepConnector;
import io.godwit.content.format.Property;
import io.godwit.testkit.contract.StepContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that reads contents keeps to the contract of steps; and when it reads none. */
class ContentStepTest implements StepContract {

  @TempDir private Path folder;
  private ContentGround ground;

  @BeforeEach
  void made() throws IOException {
    ground = ContentGround.in(folder);
  }

  @Override
  public Step open() throws Trouble {
    return ground.open(ContentGround.hash());
  }

  @Override
  public List<DataRecord> records() {
    try {
      return List.of(
          ground.record("a", new byte[0]),
          ground.record("b", "hello".getBytes(StandardCharsets.UTF_8)),
          ground.record("large", new byte[2 << 20]),
          ContentGround.of(Map.of("name", new Value.Text("gone"))),
          ContentGround.of(Map.of("id", new Value.Int32(1))));
    } catch (IOException | Trouble e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theConnectorIsFound() {
    assertThat(ServiceLoader.load(StepConnector.class))
        .hasAtLeastOneElementOfType(ContentConnector.class);
  }

  @Test
  void theHashIsTheContents() throws Exception {
    byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);
    String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertThat(kept(ContentGround.hash(), ground.record("b", bytes)))
        .containsEntry("sha256", new Value.Text(expected));
    ContentReading reading = new HashReading(ContentGround.hash());
    assertThat(reading.fields()).containsExactly("sha256");
  }

  @Test
  void eachFaultOfAnObjectIsTheRecords() throws Exception {
    rejected(ContentGround.of(Map.of()), ErrorCode.KEY_MISSING, "field name");
    rejected(
        ContentGround.of(Map.of("name", new Value.Text("gone"))),
        ErrorCode.OBJECT_MISSING,
        "there is no 'gone' any more");
    rejected(
        ground.record("large", new byte[2 << 20]),
        ErrorCode.OBJECT_SIZE,
        "'large' has 2097152 bytes, and the step reads at most 1048576 (max-size)");
    DataRecord before = ground.record("x", new byte[1]);
    ground.record("x", new byte[7]);
    rejected(before, ErrorCode.OBJECT_CHANGED, "now it has 7 bytes");
  }

  private void rejected(DataRecord record, ErrorCode code, String message) throws Trouble {
    try (Step step = open()) {
      assertThat(step.apply(List.of(record)).getFirst())
          .isInstanceOfSatisfying(
              Verdict.Reject.class,
              reject -> {
                assertThat(reject.failure().code()).isEqualTo(code);
                assertThat(reject.failure().message()).contains(message);
              });
    }
  }

  /** Found by taking the content away between two steps: it is what the first has read. */
  @Test
  void theStepsOfAJobReadAContentOnce() throws Exception {
    DataRecord record = ground.record("b.epub", Books.epub("<dc:title>T</dc:title>"));
    try (Step hash = open();
        Step metadata = ground.open(ContentGround.metadata(Property.TITLE))) {
      assertThat(hash.apply(List.of(record)).getFirst()).isInstanceOf(Verdict.Keep.class);
      Files.delete(ground.folder().resolve("b.epub"));
      assertThat(metadata.apply(List.of(record)).getFirst())
          .isInstanceOfSatisfying(
              Verdict.Keep.class,
              keep ->
                  assertThat(keep.record().fields().get("title")).contains(new Value.Text("T")));
    }
    // All have left, so nothing is kept.
    rejected(record, ErrorCode.OBJECT_MISSING, "b.epub");
  }

  @Test
  void aContentThatIsKnownIsNotRead() throws Exception {
    ContentHashSpec spec =
        new ContentHashSpec("disk", "sha256", Optional.of("seen"), new Size(1 << 20));
    DataRecord known =
        ContentGround.of(
            Map.of(
                "name", new Value.Text("not there"),
                "version", new Value.Text("1"),
                "seen", new Value.Text("1"),
                "sha256", new Value.Text("abc")));
    assertThat(kept(spec, known)).containsEntry("sha256", new Value.Text("abc"));
    DataRecord other = known.withFields(known.fields().with("seen", new Value.Text("0")));
    try (Step step = ground.open(spec)) {
      assertThat(step.apply(List.of(other)).getFirst()).isInstanceOf(Verdict.Reject.class);
    }
    assertThat(spec.effects().toString()).contains("name, seen").contains("sha256");
    assertThat(ContentEffects.of(Optional.empty(), List.of("x")).toString()).contains("[name]");
  }

  @Test
  void aTakeOfNothingIsRefused() {
    assertThatThrownBy(() -> ContentGround.metadata()).isInstanceOf(BrokenRule.class);
    assertThatThrownBy(() -> ContentGround.metadata(Property.TITLE, Property.TITLE))
        .isInstanceOf(BrokenRule.class);
  }

  private Map<String, Value> kept(StepSpec spec, DataRecord record) throws Trouble {
    try (Step step = ground.open(spec)) {
      return ((Verdict.Keep) step.apply(List.of(record)).getFirst()).record().fields().toMap();
    }
  }
}
