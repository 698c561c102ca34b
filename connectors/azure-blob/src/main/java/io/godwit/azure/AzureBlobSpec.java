package io.godwit.azure;

import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Form;
import io.godwit.common.spec.notation.Referring;
import io.godwit.common.spec.rule.AddressRules;
import io.godwit.common.spec.rule.BrokenRule;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container of Azure Blob. Without one of the three credentials the platform's own login is taken
 * ({@code DefaultAzureCredential}: variables, workload identity, managed identity, developer
 * tools).
 *
 * @param azureBlob the container's URL, without a query
 * @param connectionString a reference to the account's connection string
 * @param sas a reference to a shared access signature
 * @param key a reference to the account's key
 */
@Doc("A container of Azure Blob. With no credential of its own it uses the platform's login.")
public record AzureBlobSpec(
    @Doc("The container's URL, as https://ACCOUNT.blob.core.windows.net/CONTAINER.") @Referring
        String azureBlob,
    @Doc("A reference to the account's connection string, as ${env:AZURE_CONNECTION}.")
        @Referring
        @Form(AzureBlobSpec.SECRET)
        Optional<String> connectionString,
    @Doc("A reference to a shared access signature for the container or the account.")
        @Referring
        @Form(AzureBlobSpec.SECRET)
        Optional<String> sas,
    @Doc("A reference to the account's key.") @Referring @Form(AzureBlobSpec.SECRET)
        Optional<String> key)
    implements StoreConnection {

  /** References only, without defaults: a default would be the secret in clear text. */
  static final String SECRET = "(\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^}]+)\\})+";

  /** Refuses secrets in clear text, and more than one credential. */
  public AzureBlobSpec {
    if (azureBlob.contains("?") || AddressRules.holdsPassword(azureBlob)) {
      throw new BrokenRule(
          "a container's URL holds neither a query nor a password: use sas with a reference such"
              + " as ${env:AZURE_SAS}",
          "azure-blob");
    }
    AddressRules.startsWith(
        azureBlob, "azure-blob", "https?://.*", "https:// (or http:// for an emulator)");
    reference(connectionString, "connection-string");
    reference(sas, "sas");
    reference(key, "key");
    if (Stream.of(connectionString, sas, key).flatMap(Optional::stream).count() > 1) {
      throw new BrokenRule("a container has one of connection-string, sas and key", "azure-blob");
    }
  }

  private static void reference(Optional<String> secret, String name) {
    if (secret.filter(text -> !Pattern.matches(SECRET, text)).isPresent()) {
      throw new BrokenRule(
          name
              + " is a reference without a default, such as ${env:AZURE_SECRET} or"
              + " ${file:/run/secrets/azure}",
          name);
    }
  }

  @Override
  public String address() {
    return azureBlob;
  }
}
