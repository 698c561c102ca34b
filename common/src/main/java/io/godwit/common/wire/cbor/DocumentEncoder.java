package io.godwit.common.wire.cbor;

import io.godwit.common.model.value.Document;

/**
 * Writes documents as CBOR (RFC 8949); {@link CborForm} says how. Values that are encoded already
 * ({@link RowEncoder}) are copied and not looked at. For one thread at a time.
 */
public final class DocumentEncoder {

  private static final RowCells NONE = new RowCells(new byte[0], new int[1], 0, 0);

  private final CborWriter cbor = new CborWriter();
  private final ValueEncoder values = new ValueEncoder(cbor);

  /** What follows the writer's bytes, and need not be copied there first. */
  private RowCells rest = NONE;

  /**
   * The document as one CBOR map.
   *
   * @throws IllegalArgumentException where a text has half of a surrogate pair
   */
  public byte[] encode(Document document) {
    clear();
    values.write(document);
    return cbor.take();
  }

  /**
   * Encodes the document as an array of its values where it has the names of another, as a map
   * where not. {@link #into} hands it out.
   *
   * @return how many bytes it has
   * @throws IllegalArgumentException where a text has half of a surrogate pair
   */
  public int encode(Document document, Document names) {
    clear();
    if (!document.sameNames(names)) {
      values.write(document);
      return cbor.size();
    }
    cbor.array(document.size());
    if (document.cells() instanceof RowCells encoded) {
      rest = encoded;
      return cbor.size() + encoded.bytes();
    }
    for (int i = 0; i < document.size(); i++) {
      values.write(document, i);
    }
    return cbor.size();
  }

  /** Writes what was encoded last as one string of bytes, and forgets it. */
  public void into(CborWriter out) {
    out.bytes(cbor, rest.bytes());
    rest.into(out);
    clear();
  }

  private void clear() {
    cbor.clear();
    rest = NONE;
  }
}
