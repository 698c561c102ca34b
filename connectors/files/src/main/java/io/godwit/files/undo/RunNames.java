package io.godwit.files.undo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names aside of what is kept of a run.
 *
 * <pre>
 * JOB/RUN/state            its mark says how far the undo is
 * JOB/RUN/partitions/N     its mark says who is in partition N
 * JOB/RUN/names/NAME       a name that the run has put, and which image was there before
 * JOB/RUN/was/NAME-VERSION an image: what stood there, as it stood there
 * </pre>
 *
 * <p>{@code NAME} and {@code VERSION} are digests, since names may be as long as a store takes.
 */
record RunNames(String job, String run) {

  private static final int NAME_BYTES = 16;
  private static final int VERSION_BYTES = 8;

  /** What the names of all runs of a job begin with. */
  static String ofJob(String job) {
    return job + "/";
  }

  /** What all names of the run begin with. */
  String all() {
    return ofJob(job) + run + "/";
  }

  /** Behind all of them, and before those of any later run. */
  String behind() {
    return all() + "~";
  }

  String state() {
    return all() + "state";
  }

  String partition(int partition) {
    return all() + "partitions/" + partition;
  }

  /** What the names of all notes begin with. */
  String notes() {
    return all() + "names/";
  }

  String note(String name) {
    return notes() + digest(name, NAME_BYTES);
  }

  /** What the names of all images of one name begin with. */
  String images(String name) {
    return all() + "was/" + digest(name, NAME_BYTES) + "-";
  }

  String image(String name, String version) {
    return images(name) + digest(version, VERSION_BYTES);
  }

  /** The beginning of the SHA-256 of a text, in hex. */
  static String digest(String text, int bytes) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
