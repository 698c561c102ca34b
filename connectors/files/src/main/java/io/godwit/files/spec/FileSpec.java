package io.godwit.files.spec;

import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.rule.Size;
import java.util.Optional;

/** A source that is files of records. */
public sealed interface FileSpec extends SourceSpec permits CsvSpec, JsonLinesSpec, JsonSpec {

  /** The connection of the store that the files are in; empty where they are local ones. */
  Optional<String> in();

  /** The name of the files' character encoding, one of {@link TextCodings}. */
  String encoding();

  /** How much of the files one split covers, about. */
  Size split();

  /** The largest record that is read; a larger one becomes a dead letter. */
  Size maxRecord();
}
