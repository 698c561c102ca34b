package io.godwit.files.bytes;

import io.godwit.common.model.Document;
import io.godwit.common.model.Schema;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** What tells one kind of file from another. Any thread may call it. */
public interface FileFormat {

  /**
   * Reads what stands before the first record.
   *
   * @param channel the file's; its position does not matter and is not kept
   * @throws io.godwit.common.model.Refused where the head does not fit the job
   */
  Head head(SourceFile file, SeekableByteChannel channel) throws IOException;

  /** Finds records from a place on whose line number is known. */
  Framing framing(long line);

  /**
   * What is known of a file's records: what is declared, and what a sample shows.
   *
   * @param columns as {@link Head#columns()} has them
   * @param sample some first records
   */
  Schema schema(List<String> columns, List<Document> sample);
}
