package io.godwit.worker.step.secret;

import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of a job's secret (HMAC-SHA256), for salts and pseudonyms. Safe for any thread.
 *
 * <p>Each part is preceded by its length: of ("ab", "c") and ("a", "bc") the codes differ.
 */
final class Salts {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_SECRET = 16;

  /** What bcrypt needs, and RFC 9106 advises for argon2. */
  private static final int SALT = 16;

  private final SecretKeySpec secret;

  /**
   * Codes of a secret.
   *
   * @param owner whose it is, for the message
   * @throws Refused where it is so short that it could be guessed
   */
  Salts(Secret secret, String owner) {
    byte[] bytes = secret.value().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < LEAST_SECRET) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          owner
              + " leads to a text of less than "
              + LEAST_SECRET
              + " bytes, which could be guessed; make one with openssl rand -base64 32");
    }
    this.secret = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * The salt of a record's password: 16 bytes, the same at every attempt.
   *
   * <p>The password is part of it. With the key alone, another run would hash a changed password
   * with the old one's salt, and two units with equal keys would share theirs.
   */
  byte[] salt(String field, Key key, byte[] password) {
    return Arrays.copyOf(
        code("salt".getBytes(StandardCharsets.UTF_8), utf8(field), utf8(key.text()), password),
        SALT);
  }

  /** The code of some parts: 32 bytes. */
  byte[] code(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      for (byte[] part : parts) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
