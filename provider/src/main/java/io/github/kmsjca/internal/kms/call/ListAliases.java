package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;

/** ListAliases, in the default Region: the aliases that name a customer's key. */
public final class ListAliases implements KmsCall<ListAliasesResponse, ListAliases.Page> {
  private static final String ALIAS = "alias/";
  private static final int MOST = 100; // of KMS, which gives 50 unless asked for more
  private static final String AWS_MANAGED = "alias/aws/";

  private final @Nullable String marker;

  /**
   * Some of them.
   *
   * @param names each as {@link KeyName#parse} takes it, mostly without {@code alias/}
   * @param next where the next page begins; {@code null} if this is the last
   */
  public record Page(List<String> names, @Nullable String next) {}

  private ListAliases(@Nullable String marker) {
    this.marker = marker;
  }

  /** All pages, one call each. */
  public static List<String> all(KmsGateway gateway) throws KmsCallException {
    List<String> names = new ArrayList<>();
    String marker = null;
    do {
      Page page = gateway.perform(new ListAliases(marker));
      names.addAll(page.names());
      marker = page.next();
    } while (marker != null);
    return names;
  }

  /** Without {@code alias/}, unless that would be read as another name. */
  private static String name(String alias) {
    String bare = alias.substring(ALIAS.length());
    try {
      return KeyName.parse(bare).keyId().equals(alias) ? bare : alias;
    } catch (IllegalArgumentException e) {
      return alias;
    }
  }

  @Override
  public String operation() {
    return "ListAliases";
  }

  @Override
  public ListAliasesResponse send(Target to) {
    return to.kms().listAliases(r -> r.marker(marker).limit(MOST));
  }

  @Override
  public Page result(ListAliasesResponse response, ResponseChecks checks) {
    List<String> names = new ArrayList<>();
    for (AliasListEntry alias : response.aliases()) {
      if (alias.targetKeyId() != null && !alias.aliasName().startsWith(AWS_MANAGED)) {
        names.add(name(alias.aliasName()));
      }
    }
    return new Page(
        names, Boolean.TRUE.equals(response.truncated()) ? response.nextMarker() : null);
  }
}
