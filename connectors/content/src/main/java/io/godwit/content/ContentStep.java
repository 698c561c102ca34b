package io.godwit.content;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsBound;
import io.godwit.common.store.ObjectSpools;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.UnfitObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills fields from the content of the object that a record refers to.
 *
 * @param connection the store's
 * @param store closed with it
 * @param spools shared with the other steps of the job
 */
record ContentStep(
    String connection, ObjectStore store, ObjectSpools spools, ContentReading reading)
    implements Step, SupportsBound {

  /** The fields by which a record refers to an object, as the source of files has them. */
  static final String NAME = "name";

  static final String VERSION = "version";

  @Override
  public List<Verdict> apply(List<DataRecord> batch) throws Trouble {
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    for (DataRecord record : batch) {
      verdicts.add(verdict(record));
    }
    return verdicts;
  }

  private Verdict verdict(DataRecord record) throws Trouble {
    Document fields = record.fields();
    Optional<String> name = text(fields, NAME).filter(text -> !text.isEmpty());
    if (name.isEmpty()) {
      return new Verdict.Reject(
          new Failure(
              ErrorCode.KEY_MISSING, "a content is found by the text of the field name", NAME));
    }
    Optional<String> version = text(fields, VERSION);
    if (isKnown(fields, version)) {
      return new Verdict.Keep(record);
    }
    try (ObjectSpools.Use use =
        spools.use(connection, store, name.get(), version, reading.most())) {
      return new Verdict.Keep(record.withFields(filled(fields, reading.of(use.object()))));
    } catch (UnfitObject unfit) {
      return new Verdict.Reject(unfit.failure());
    } catch (IOException e) {
      throw new Trouble(
          ErrorCode.DISK, "the content of '" + name.get() + "' here: " + e.getMessage(), e);
    }
  }

  /** Whether somebody has brought the fields, of this very version. */
  private boolean isKnown(Document fields, Optional<String> version) {
    return version.isPresent()
        && reading.known().flatMap(field -> text(fields, field)).equals(version)
        && reading.fields().stream().allMatch(field -> fields.indexOf(field) >= 0);
  }

  private Document filled(Document fields, List<Value> values) {
    Document filled = fields;
    for (int i = 0; i < values.size(); i++) {
      filled = filled.with(reading.fields().get(i), values.get(i));
    }
    return filled;
  }

  private static Optional<String> text(Document fields, String name) {
    return fields
        .get(name)
        .filter(Value.Text.class::isInstance)
        .map(value -> ((Value.Text) value).value());
  }

  /** {@inheritDoc} The store's: waiting for bytes takes more time than looking at them. */
  @Override
  public ResourceBound bound() {
    return new ResourceBound.AtOnce("contents of " + connection, store.concurrency());
  }

  @Override
  public void close() {
    spools.leave();
    store.close();
  }
}
