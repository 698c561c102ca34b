/**
 * What a source or its reader can do beyond reading, an interface each, implemented where it is so
 * and asked for by {@code instanceof}: name its units, say what they are made of, count what it
 * reads, begin where the last run ended.
 */
@NullMarked
package io.godwit.common.spi.source;

import org.jspecify.annotations.NullMarked;
