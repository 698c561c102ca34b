package io.godwit.common.model;

/**
 * A text that nothing prints.
 *
 * @param value the text itself; handed to drivers and to nobody else
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "****";
  }
}
