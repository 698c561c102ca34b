package io.godwit.files.csv;

import io.godwit.files.bytes.FilePlace;
import java.util.List;

/**
 * The header row of a file.
 *
 * @param names as they stand in it; none where the file holds nothing
 * @param end behind the row, before its line end
 */
record CsvHeader(List<String> names, FilePlace end) {}
