package io.godwit.s3;

import io.godwit.testkit.contract.store.ObjectStoreContract;
import io.godwit.testkit.contract.store.StoreAside;
import io.godwit.testkit.contract.store.StoreGround;

/** The contract of stores, on a server that speaks S3. */
final class S3StoreContractTest implements ObjectStoreContract, StoreAside {

  @Override
  public StoreGround ground() {
    return new BucketGround();
  }
}
