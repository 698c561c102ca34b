package io.godwit.files.bytes;

import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.value.Document;
import io.godwit.files.content.Content;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.TextEncoding;
import java.io.IOException;
import java.util.List;

/** What tells one kind of file from another. Any thread may call it. */
public interface FileFormat {

  /** The encoding of the files. */
  TextEncoding encoding();

  /**
   * Reads what stands before the first record.
   *
   * @param content the file's; what was read of it before is then of no more use
   * @throws io.godwit.common.model.failure.Refused where the head does not fit the job
   */
  Head head(SourceFile file, Content content) throws IOException;

  /**
   * What is known of a file's records: what is declared, and what a sample shows.
   *
   * @param columns as {@link Head#columns()} has them
   * @param sample some first records
   */
  Schema schema(List<String> columns, List<Document> sample);
}
