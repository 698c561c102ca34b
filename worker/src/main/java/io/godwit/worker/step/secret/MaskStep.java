package io.godwit.worker.step.secret;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Secret;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Step;
import io.godwit.worker.step.spec.MaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Hides values. A code is made of a value's text and not of its type: the number 7 of one table and
 * the text 7 of another are one person's.
 */
public final class MaskStep implements Step {

  private static final String STARS = "****";
  private static final int CODE_BYTES = 16;

  private final MaskSpec spec;
  private final Optional<Salts> codes;

  private MaskStep(MaskSpec spec, Optional<Salts> codes) {
    this.spec = spec;
    this.codes = codes;
  }

  /**
   * The step with its reference followed.
   *
   * @param secret present where the description has one
   * @throws io.godwit.common.model.failure.Refused where the secret could be guessed
   */
  public static MaskStep open(MaskSpec spec, Optional<Secret> secret) {
    return new MaskStep(spec, secret.map(text -> new Salts(text, "mask.secret")));
  }

  @Override
  public List<Verdict> apply(List<DataRecord> batch) {
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    for (DataRecord record : batch) {
      Document fields = record.fields();
      for (String field : spec.fields()) {
        int index = fields.indexOf(field);
        if (index >= 0 && fields.value(index) != Value.Null.NULL) {
          fields = fields.with(field, new Value.Text(masked(Key.display(fields.value(index)))));
        }
      }
      verdicts.add(new Verdict.Keep(record.withFields(fields)));
    }
    return verdicts;
  }

  private String masked(String text) {
    return switch (spec.as()) {
      case STARS -> STARS;
      case LAST -> STARS + last(text);
      case CODE -> code(text);
    };
  }

  /** Counted in characters, not in chars: half of one is no text. */
  private String last(String text) {
    int length = text.codePointCount(0, text.length());
    return length < 2 * spec.show()
        ? ""
        : text.substring(text.offsetByCodePoints(0, length - spec.show()));
  }

  private String code(String text) {
    byte[] code =
        codes
            .orElseThrow(() -> new IllegalStateException("a code needs a secret"))
            .code(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(code, 0, CODE_BYTES);
  }

  @Override
  public void close() {
    // Holds nothing outside the heap.
  }
}
