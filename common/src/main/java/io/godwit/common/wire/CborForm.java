package io.godwit.common.wire;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORReadFeature;
import tools.jackson.dataformat.cbor.CBORWriteFeature;

/**
 * What is common to writing and reading CBOR.
 *
 * <p>Integers are not shortened: 32 bits are written in four bytes, 64 bits in eight. That is how
 * the two types stay apart without a tag, which any CBOR reader may ignore; compression takes the
 * zeros away. Types with a registered tag use it; the others are tag 27, an array that begins with
 * the type's name.
 */
final class CborForm {

  /** Days since 1970-01-01 (RFC 8943). */
  static final int TAG_DAYS = 100;

  /** A map of seconds (1) and nanoseconds (-9) since 1970-01-01T00:00Z (RFC 9581). */
  static final int TAG_EXTENDED_TIME = 1001;

  /** Sixteen bytes of a UUID. */
  static final int TAG_UUID = 37;

  /** An array of a type's name and its parts. */
  static final int GENERIC = 27;

  /**
   * What has been read from the source is written and read again whatever its shape: the library's
   * limits are against foreign input, and would stop a worker at a record that the producer took.
   */
  private static final int MOST_NESTED = 1000;

  static final CBORFactory FACTORY =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTED)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MOST_NESTED).build())
          .disable(CBORWriteFeature.WRITE_MINIMAL_INTS)
          .enable(CBORWriteFeature.ENCODE_USING_STANDARD_NEGATIVE_BIGINT_ENCODING)
          .enable(CBORReadFeature.DECODE_USING_STANDARD_NEGATIVE_BIGINT_ENCODING)
          .build();

  private CborForm() {}
}
