package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.seed.Seed;
import io.github.kmsjca.localkms.internal.seed.Seeding;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Seeds what the settings ask for.
 *
 * @param account of keys that name none
 */
record Gardener(Settings settings, String account) {
  private static final String USUAL_REGION = "us-east-1";

  void plant(Seeding seeding) {
    Seed.Home home = new Seed.Home(account, Optional.ofNullable(settings.region));
    for (Path file : settings.seeds) {
      seeding.plant(Seed.read(file, home));
    }
    for (KeyOrder order : settings.keys) {
      String region =
          order.region().isEmpty() ? home.region().orElse(USUAL_REGION) : order.region();
      seeding.plant(Seed.key(account, region, order.name(), order.spec(), order.usage()));
    }
  }
}
