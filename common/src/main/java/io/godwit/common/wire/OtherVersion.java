package io.godwit.common.wire;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.Serial;

/**
 * A message of another version of Godwit. It is neither read by guess nor passed over: what it says
 * is kept in its topic, and whoever meets it waits for a role that can read it.
 */
public final class OtherVersion extends RuntimeException {

  /**
   * The version of the messages of work, receipts, failed and splits that this Godwit writes, and
   * the only one that it reads. It changes with whatever an older reader would not understand, or
   * would understand otherwise.
   *
   * <p>Three things are the same in all versions, so that a reader knows whether a message concerns
   * it: the label of work and dead letters ({@link WorkMessages}); that a receipt begins with the
   * version and the run; the keys of the splits topic, and the name of the version in its values.
   * What was written before there were versions has none, which is version {@value #FIRST}.
   */
  public static final int CURRENT = 4;

  /** The version of messages that name none. */
  public static final int FIRST = 1;

  @Serial private static final long serialVersionUID = 1L;

  private final int version;
  private final String run;

  /**
   * A message that cannot be read here.
   *
   * @param version of the message
   * @param run that it is of
   */
  public OtherVersion(int version, String run) {
    super("a message of version " + version + "; this Godwit reads version " + CURRENT);
    this.version = version;
    this.run = run;
  }

  /** The run that the message is of. */
  public String run() {
    return run;
  }

  /**
   * What whoever met it waits for.
   *
   * @param where the message stands, as people find it there
   */
  public Trouble at(String where) {
    return new Trouble(
        ErrorCode.MESSAGE_VERSION,
        where
            + " needs a Godwit that reads messages of version "
            + version
            + ", and this one reads version "
            + CURRENT,
        this);
  }
}
