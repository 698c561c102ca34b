/**
 * CSV as RFC 4180 has it, with what real files add to it.
 *
 * <ul>
 *   <li>A line ends with LF, CR or CRLF; all three may occur in one file. Inside quotes they are
 *       part of the value, exactly as they stand.
 *   <li>A field is quoted where its first byte is a quote. A quote elsewhere in an unquoted field
 *       is a character like any other. Text behind a closing quote is a fault of that row alone.
 *   <li>Blank lines are no rows and are not counted, in files of one column too: an empty value
 *       there is written {@code ""}. A line of spaces is not blank.
 *   <li>A byte order mark at the start of a file is passed over.
 *   <li>An empty field is null; {@code ""} is the empty text, or null in a column that is not text.
 * </ul>
 *
 * <p>The reader works on bytes: the file is never turned into characters as a whole, only the
 * fields that are text. {@link io.godwit.files.csv.CsvFraming} decides where rows end; {@link
 * io.godwit.files.csv.CsvDecoder} what they hold. A quote that is never closed swallows the rest of
 * its file, as the standard has it; that is one failed record, and its message names the line of
 * the quote.
 */
@NullMarked
package io.godwit.files.csv;

import org.jspecify.annotations.NullMarked;
