/**
 * What contents say of themselves, by format. {@link io.godwit.content.format.Formats} finds out
 * the format by the first bytes, and by the name only where those are of several; each format is a
 * reader that fills {@link io.godwit.content.format.Properties}.
 *
 * <p>A content may have been made to do harm. Of an archive two entries are unpacked, each up to a
 * limit, so what the others would unpack to does not matter; XML is read without a document type
 * and without what it refers to; of a PDF no page and no picture is decoded.
 */
@NullMarked
package io.godwit.content.format;

import org.jspecify.annotations.NullMarked;
