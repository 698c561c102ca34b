package io.godwit.common.spi;

import io.godwit.common.model.value.BareTexts;

/**
 * A step that knows more of bare texts than its effects say: that it copies a field, or that what
 * it makes stands for something else than characters. Of another step, what it makes is known to be
 * text where it is text.
 */
public interface SupportsBareTexts {

  /** Which fields hold bare text behind it, by those that do before it. */
  BareTexts bareTexts(BareTexts before);
}
