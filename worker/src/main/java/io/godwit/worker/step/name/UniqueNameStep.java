package io.godwit.worker.step.name;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Step;
import io.godwit.worker.step.spec.UniqueNameSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Makes names of records' fields and keys. It remembers nothing. */
public final class UniqueNameStep implements Step {

  /** Digits and letters without i, l, o and u, which are mistaken for others when read out. */
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int BITS = 5;

  private final UniqueNameSpec spec;
  private final String join;

  /** The step of a description. */
  public UniqueNameStep(UniqueNameSpec spec) {
    this.spec = spec;
    this.join =
        switch (spec.join()) {
          case DOT -> ".";
          case UNDERSCORE -> "_";
          case NONE -> "";
        };
  }

  @Override
  public List<Verdict> apply(List<DataRecord> batch) {
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    for (DataRecord record : batch) {
      Value name = new Value.Text(name(record));
      verdicts.add(new Verdict.Keep(record.withFields(record.fields().with(spec.into(), name))));
    }
    return verdicts;
  }

  private String name(DataRecord record) {
    String readable = readable(record.fields());
    int room = spec.longest() - spec.suffix() - 1;
    String cut = readable.length() <= room ? readable : readable.substring(0, room);
    String trimmed = cut.replaceFirst("[._]+$", "");
    return (trimmed.isEmpty() ? spec.otherwise() : trimmed) + "-" + suffix(record.key());
  }

  private String readable(Document fields) {
    List<String> parts = new ArrayList<>();
    for (String field : spec.from()) {
      int index = fields.indexOf(field);
      if (index >= 0 && fields.value(index) != Value.Null.NULL) {
        String text = Key.display(fields.value(index));
        String letters = LatinLetters.of(text.substring(0, Math.min(text.length(), 1000)), join);
        if (!letters.isEmpty()) {
          parts.add(letters);
        }
      }
    }
    return String.join(join, parts);
  }

  /** The first bits of the key's SHA-256, five to a character. */
  private String suffix(Key key) {
    String scoped = spec.scope().map(scope -> scope + "\0").orElse("") + key.text();
    byte[] hash = sha256(scoped.getBytes(StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder(spec.suffix());
    for (int i = 0; i < spec.suffix(); i++) {
      int bit = i * BITS;
      int two = ((hash[bit / 8] & 0xff) << 8) | (hash[bit / 8 + 1] & 0xff);
      text.append(ALPHABET.charAt((two >> (16 - BITS - bit % 8)) & 31));
    }
    return text.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    // Holds nothing outside the heap.
  }
}
