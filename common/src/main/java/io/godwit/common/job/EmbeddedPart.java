package io.godwit.common.job;

import java.util.Arrays;
import java.util.Optional;

/** A server of the embedded stack that a connection can name as its address. */
public enum EmbeddedPart {
  /** PostgreSQL, as {@code embedded:postgresql}. */
  POSTGRESQL("embedded:postgresql"),
  /** A server of MongoDB's protocol, as {@code embedded:mongodb}. */
  MONGODB("embedded:mongodb");

  private final String address;

  EmbeddedPart(String address) {
    this.address = address;
  }

  /** How job files name it. */
  public String address() {
    return address;
  }

  /** The part that an address names, where it names one. */
  static Optional<EmbeddedPart> at(String address) {
    return Arrays.stream(values()).filter(part -> part.address.equals(address)).findFirst();
  }
}
