package io.github.kmsjca.internal.kms.call;

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
  private static final String AWS_MANAGED = "alias/aws/";

  private final @Nullable String marker;

  /**
   * Some of them.
   *
   * @param names without {@code alias/}
   * @param next where the next page begins; {@code null} if this is the last
   */
  public record Page(List<String> names, @Nullable String next) {}

  private ListAliases(@Nullable String marker) {
    this.marker = marker;
  }

  /** All pages, one call each: the names without {@code alias/}. */
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

  @Override
  public String operation() {
    return "ListAliases";
  }

  @Override
  public ListAliasesResponse send(Target to) {
    return to.kms().listAliases(r -> r.marker(marker));
  }

  @Override
  public Page result(ListAliasesResponse response, ResponseChecks checks) {
    List<String> names = new ArrayList<>();
    for (AliasListEntry alias : response.aliases()) {
      if (alias.targetKeyId() != null && !alias.aliasName().startsWith(AWS_MANAGED)) {
        names.add(alias.aliasName().substring(ALIAS.length()));
      }
    }
    return new Page(
        names, Boolean.TRUE.equals(response.truncated()) ? response.nextMarker() : null);
  }
}
