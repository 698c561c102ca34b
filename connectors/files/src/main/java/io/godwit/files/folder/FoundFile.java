package io.godwit.files.folder;

import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectFacts;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a look at a file shows.
 *
 * <p>Its version is time, size and the number of its inode. The number of the device is left out:
 * the machines of a fleet that have one disk over the network disagree about it.
 *
 * @param size in bytes
 * @param modified the time of the last change
 * @param inode empty where the file system tells none
 */
record FoundFile(long size, Instant modified, String inode) {

  private static final Pattern INODE = Pattern.compile("ino=(\\d+)");

  static FoundFile of(BasicFileAttributes attributes) {
    Matcher inode = INODE.matcher(String.valueOf(attributes.fileKey()));
    return new FoundFile(
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        inode.find() ? inode.group(1) : "");
  }

  String version() {
    return modified.getEpochSecond() + "." + modified.getNano() + "-" + size + "-" + inode;
  }

  ObjectFacts facts(String name) {
    return facts(name, Optional.empty(), Map.of());
  }

  ObjectFacts facts(String name, Optional<ContentHash> hash, Map<String, String> notes) {
    return new ObjectFacts(name, size, modified, version(), hash, notes);
  }
}
