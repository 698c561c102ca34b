package io.godwit.files.folder;

import io.godwit.testkit.contract.store.ObjectStoreContract;
import io.godwit.testkit.contract.store.StoreAside;
import io.godwit.testkit.contract.store.StoreGround;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A folder keeps to the contract of stores. */
class FolderContractTest implements ObjectStoreContract, StoreAside {

  @TempDir private static Path folder;

  @Override
  public StoreGround ground() throws IOException {
    return FolderGround.in(folder);
  }
}
