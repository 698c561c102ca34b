package io.godwit.files.spec;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spec.rule.SpecRules;
import java.util.List;
import java.util.Optional;

/**
 * JSON: an array of objects, or one object after the other, in any layout.
 *
 * @param json files, patterns of files or folders, relative to the job file; or {@code -}
 * @param in the connection of the store that the files are in; empty where they are local ones
 * @param key the fields that identify a document
 * @param encoding the name of a character encoding
 * @param duplicates what holds when one key occurs several times
 * @param split how many bytes a split covers, about
 * @param maxRecord the largest object
 */
@Doc(
    "JSON: an array of objects, or one object after the other, on as many lines as they like;"
        + " MongoDB's Extended JSON is understood.")
public record JsonSpec(
    @Doc(
            "Files, patterns such as data/*.json, or folders, relative to the job file; or - for"
                + " the standard input. Files packed by gzip or zstd are unpacked.")
        @OneOrMore
        List<String> json,
    @Doc(
            "The store that the files are in. Names are then whole names of its objects, and in"
                + " patterns * stands for any text without a slash, ** for any, ? for one character"
                + " and {a,b} for one of several.")
        @ConnectionTo(StoreConnection.class)
        Optional<String> in,
    @Doc("The fields that identify a document.") @OneOrMore List<String> key,
    @Doc("The encoding: UTF-8, UTF-16, Latin-1, windows-1252, or any other that Java knows.")
        @Default("UTF-8")
        String encoding,
    @Doc("What holds when one key occurs several times.") @Default("any") Duplicates duplicates,
    @Doc("How much of the files one split covers, about.") @Default("16MB") Size split,
    @Doc("The largest object, at most 16MB; a larger one fails.") @Default("1MB") Size maxRecord)
    implements FileSpec {

  /** Refuses an empty list of files or key fields. */
  public JsonSpec {
    json = SpecRules.someOf("json", "file", json);
    key = SpecRules.someOf("key", "field", key);
    FileRules.inputAlone("json", json);
    FileRules.namesInStore("json", json, in);
    TextCodings.known(encoding);
    FileRules.recordFitsSplit(maxRecord, split);
  }

  @Override
  public BareTexts bareTexts() {
    return BareTexts.NONE;
  }
}
