package io.godwit.common.store;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import java.util.Optional;

/**
 * A store of objects. Any thread may call it, many at once. Names are texts in which {@code /}
 * separates folders; none starts with one. Their order is that of their UTF-8 bytes.
 */
public interface ObjectStore extends AutoCloseable {

  /**
   * The objects of a prefix, a page at a time, in the order of their names. What is left out
   * between an object and the next is of every page that begins behind that object.
   *
   * @param prefix what names start with; empty for all
   * @param after the name behind which the page begins; empty for the first
   * @param max the most to answer, from 1; fewer are no sign of the end, an empty page is
   */
  ObjectPage list(String prefix, Optional<String> after, int max) throws Trouble;

  /** What stands under a name; empty where nothing does. */
  Optional<ObjectFacts> look(String name) throws Trouble;

  /**
   * The content of an object.
   *
   * @param version that it must have, as {@link ObjectFacts#version()} told it: a content of
   *     another is never mixed in, also where the object changes while it is read
   * @param from the byte to begin with
   * @return its content, to be closed by the caller, or why there is none
   */
  Opened open(String name, Optional<String> version, long from) throws Trouble;

  /**
   * Puts an object: whole, checked against the content's bytes, durable when this returns. After
   * trouble it may be there; the same put again ends as the first would have, also where that one
   * has replaced another object.
   *
   * @param content is opened as often as needed. One that has not the bytes that its size says is
   *     {@link PutAnswer.Unfit}; one that cannot be read is trouble. Neither leaves anything
   */
  PutAnswer put(String name, ObjectContent content, PutTerms terms) throws Trouble;

  /**
   * Removes an object.
   *
   * @param version that it must have; empty for whatever stands there
   * @return empty where nothing of that version stands under the name afterwards; otherwise what
   *     stands there, which is another one and was left
   */
  Optional<ObjectFacts> remove(String name, Optional<String> version) throws Trouble;

  /** Why a name cannot be stored safely here; empty where it can. Asks nobody. */
  Optional<Failure> unfit(String name);

  /** How many requests it can usefully take at once from one process, from 1. */
  int concurrency();

  /** Ends what is open; what is being put ends with trouble. */
  @Override
  void close();
}
