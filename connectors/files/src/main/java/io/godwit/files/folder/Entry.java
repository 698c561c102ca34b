package io.godwit.files.folder;

import io.godwit.common.model.failure.Failure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What stands in a folder under one name.
 *
 * @param key its name's bytes; a folder's end with a slash, since names of what is in it do
 * @param path where it is
 * @param what what it is
 */
record Entry(byte[] key, Path path, What what) implements Comparable<Entry> {

  /** What an entry is. */
  sealed interface What {

    /** A file. */
    record File(FoundFile found) implements What {}

    /**
     * A folder.
     *
     * @param identity tells it from every other; empty where the file system does not say
     */
    record Folder(Optional<Object> identity) implements What {}

    /** Neither. */
    record Other(String reason, Optional<Failure> failure) implements What {}
  }

  @Override
  public int compareTo(Entry other) {
    return Arrays.compareUnsigned(key, other.key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry that && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }
}
