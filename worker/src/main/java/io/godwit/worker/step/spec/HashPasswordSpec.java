package io.godwit.worker.step.spec;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.notation.Referring;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spec.rule.SpecRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Puts the hash of a password in its place.
 *
 * @param field the field that holds the password
 * @param with the algorithm
 * @param existing what becomes of what is hashed already
 * @param digests which bare hexadecimal digests count as hashed already
 * @param secret what the salts are made with; a reference
 * @param memory of one hash, for argon2id; 7 MB to 1 GB, whole KB
 * @param passes over the memory, for argon2id; 1 to 20
 * @param lanes for argon2id; 1 to 16
 * @param cost the binary logarithm of the rounds, for bcrypt; 10 to 16
 */
@Doc(
    "Puts the hash of a password in its place, on all cores. Null stays null; a password that is"
        + " empty or no text fails, and no message shows it.")
@Nested("hash-password")
public record HashPasswordSpec(
    @Doc("The field that holds the password.") String field,
    @Doc("The algorithm.") @Default("argon2id") Algorithm with,
    @Doc("What becomes of what is hashed already: texts as crypt, PHC and LDAP write them.")
        @Default("keep")
        Existing existing,
    @Doc(
            "Which bare hexadecimal digests count as hashed already: a text of 32, 40, 64 or 128"
                + " such digits might also be somebody's password.")
        @Default("[]")
        List<Digest> digests,
    @Doc(
            "What the salts are made with, as a reference: ${env:NAME} or ${file:path}, at least 16"
                + " characters behind it. With it and the record's key a repeat makes the same"
                + " hash; keep it as long as runs are repeated.")
        @Referring
        String secret,
    @Doc("The memory of one hash, for argon2id: 7MB to 1GB.") @Default("19MB") Size memory,
    @Doc("The passes over the memory, for argon2id.") @Default("2") @Range(from = 1, to = 20)
        int passes,
    @Doc("The lanes, for argon2id; one hash is worked on by one thread, however many it has.")
        @Default("1")
        @Range(from = 1, to = 16)
        int lanes,
    @Doc("The cost, for bcrypt: 2 to the power of it are the rounds.")
        @Default("10")
        @Range(from = 10, to = 16)
        int cost)
    implements StepSpec {

  /** What passes over less memory would be weaker than OWASP advises, in MB by the passes. */
  private static final List<Integer> LEAST_MEGABYTES = List.of(46, 19, 12, 9, 7);

  /** Refuses what would be weak, or could never be verified. */
  public HashPasswordSpec {
    SpecRules.notBlank("field", field);
    digests = List.copyOf(digests);
    SpecRules.between("passes", passes, 1, 20);
    SpecRules.between("lanes", lanes, 1, 16);
    SpecRules.between("cost", cost, 10, 16);
    if (new HashSet<>(digests).size() < digests.size()) {
      throw new BrokenRule("digests names none twice", "digests");
    }
    SecretRule.reference("secret", secret);
    requireMemory(memory, passes);
    if (existing == Existing.REHASH && !digests.isEmpty()) {
      throw new BrokenRule(
          "digests are for keep and wrap: rehash takes every text as a password",
          "digests",
          "existing");
    }
    if (existing == Existing.WRAP && with == Algorithm.BCRYPT && digests.contains(Digest.SHA512)) {
      throw new BrokenRule(
          "bcrypt takes 72 bytes, and a SHA-512 has 128 digits: wrap it with argon2id",
          "with",
          "digests");
    }
  }

  private static void requireMemory(Size memory, int passes) {
    int least = LEAST_MEGABYTES.get(Math.min(passes, LEAST_MEGABYTES.size()) - 1);
    if (memory.bytes() < (long) least << 20 || memory.bytes() > 1L << 30) {
      throw new BrokenRule(
          "memory is at least 46MB with passes: 1, 19MB with 2, 12MB with 3, 9MB with 4, 7MB with"
              + " more, and at most 1GB",
          "memory",
          "passes");
    }
  }

  @Override
  public List<FieldEffect> effects() {
    return List.of(new FieldEffect.Retypes(Map.of(field, FieldType.TEXT)));
  }

  @Override
  public List<String> hiddenFields() {
    return List.of(field);
  }

  @Override
  public boolean isSlow() {
    return true;
  }

  /** An algorithm. */
  public enum Algorithm {
    /** Argon2id of RFC 9106. */
    @Doc("Argon2id of RFC 9106, written as a PHC text: $argon2id$v=19$m=19456,t=2,p=1$salt$hash.")
    ARGON2ID,
    /** The bcrypt of OpenBSD. */
    @Doc(
        "The bcrypt of OpenBSD, written with $2b$. A password of more than 72 bytes fails, since"
            + " bcrypt sees no more of it.")
    BCRYPT
  }

  /** What becomes of what is hashed already. */
  public enum Existing {
    /** It stays as it is. */
    @Doc("It stays as it is.")
    KEEP,
    /** It is hashed again, in a form from which a login can still be verified. */
    @Doc(
        "Its text is hashed, and written as $wrap$settings$hash: settings is what the old hash's"
            + " text begins with (algorithm, cost, salt) in base64url, with which a login makes the"
            + " old text of the password before it verifies the new hash. What has this form, or is"
            + " of the new algorithm and no weaker, stays.")
    WRAP,
    /** It is taken for a password. */
    @Doc(
        "Nothing counts as hashed: every text is taken for a password. For a source that holds"
            + " passwords only; where it holds a hash, that hash would be the new password.")
    REHASH
  }

  /** A digest without salt, in hexadecimal digits. */
  public enum Digest {
    /** 32 digits. */
    @Doc("32 digits.")
    MD5,
    /** 40 digits. */
    @Doc("40 digits.")
    SHA1,
    /** 64 digits. */
    @Doc("64 digits.")
    SHA256,
    /** 128 digits. */
    @Doc("128 digits.")
    SHA512
  }
}
