package io.godwit.files.folder;

import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Referring;
import io.godwit.common.spec.rule.AddressRules;
import io.godwit.common.spec.rule.BrokenRule;
import java.util.Optional;

/**
 * A folder as a store of objects.
 *
 * @param folder its absolute path: it is there, and every worker sees the same one
 * @param below a folder in it, which is made with the first file that is put
 * @param follow whether links lead to what is listed and read
 */
@Doc("A folder of files, which every worker sees under the same path.")
public record FolderConnection(
    @Doc(
            "The folder's absolute path, or embedded:folder for one in Godwit's home. It has to be"
                + " there: a disk that is not mounted must not be taken for an empty folder.")
        @Referring
        String folder,
    @Doc("A folder in it to work in. It is made where it is missing.") Optional<String> below,
    @Doc(
            "Whether symbolic links are followed when files are listed and read. Else they are left"
                + " out, and the plan says so.")
        @Default("false")
        boolean follow)
    implements StoreConnection {

  /** Refuses a relative path: each worker would have a folder of its own. */
  public FolderConnection {
    AddressRules.startsWith(folder, "folder", "(/|embedded:).*", "/");
    below.ifPresent(FolderConnection::requireBelow);
  }

  private static void requireBelow(String name) {
    if (FolderNames.unfitWhy(name).isPresent()) {
      throw new BrokenRule("below names a folder inside the folder, such as files/2026", "below");
    }
  }

  @Override
  public String address() {
    return folder;
  }
}
