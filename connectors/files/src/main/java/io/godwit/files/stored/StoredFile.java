package io.godwit.files.stored;

import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.files.content.Content;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.TextEncoding;
import java.io.IOException;

/**
 * An object as a file of a job, in the version that it was found in.
 *
 * @param unit what origins and splits call it
 * @param connection the store's, for messages
 * @param facts what it was when it was listed
 */
record StoredFile(String unit, String connection, ObjectStore store, ObjectFacts facts)
    implements SourceFile {

  @Override
  public String place() {
    return "'" + facts.name() + "' in " + connection;
  }

  /** No other version is ever opened, so none needs to be looked for. */
  @Override
  public Look look() {
    return new Look(facts.size(), facts.version());
  }

  @Override
  public Content open(TextEncoding encoding) throws IOException {
    StoredBytes bytes = StoredBytes.open(this);
    try {
      return Content.of(unit, bytes.beginning(Content.BEGINNING), bytes, encoding);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }
}
