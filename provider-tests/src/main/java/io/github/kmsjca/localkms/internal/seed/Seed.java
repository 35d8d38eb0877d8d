package io.github.kmsjca.localkms.internal.seed;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Custody;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is to be there: keys, and aliases beyond those of the keys. */
public record Seed(List<SeedKey> keys, List<SeedAlias> aliases) {

  /**
   * Where keys are that do not say it themselves.
   *
   * @param region empty if nobody has said so
   */
  public record Home(String account, Optional<String> region) {}

  /**
   * Reads a file, of this KMS or of nsmithuk/local-kms: the latter's names begin with capitals.
   *
   * @throws SeedException if it can not be understood
   */
  public static Seed read(Path file, Home home) {
    Entry.Mapping document = YamlFile.read(file).mapping();
    return document.find("Keys").isPresent() || document.find("Aliases").isPresent()
        ? NsmithukSeed.read(document, home)
        : new OwnSeed(file, home).read(document);
  }

  /**
   * One key by its name, spec and usage.
   *
   * @throws SeedException if there is no such Region, spec or usage, or no alias can be called so
   */
  public static Seed key(String account, String region, String name, String spec, String usage) {
    Place place = new Place("key " + Place.quoted(name), "", 0);
    KeySpec row = new Entry.Text(place, spec).constant(KeySpec.class);
    KeyUsage use =
        usage.isEmpty()
            ? Rules.usualUsage(row)
            : new Entry.Text(place, usage).constant(KeyUsage.class);
    Rules.checkUsage(place, row, use);
    String alias = Rules.alias(place, name.startsWith("alias/") ? name : "alias/" + name);
    Scope scope = Rules.scope(place, account, region);
    KmsKey.Kind kind = new KmsKey.Kind(row, use, Origin.AWS_KMS, Custody.OF_ACCOUNT);
    return new Seed(List.of(SeedKey.plain(scope, kind, alias)), List.of());
  }
}
