package io.github.kmsjca.localkms.internal.seed;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Custody;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import io.github.kmsjca.localkms.internal.state.Rotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The seed file of this KMS. Its guide shows all of it. */
final class OwnSeed {
  private static final Set<String> DOCUMENT = names("account", "region", "keys", "aliases");
  private static final Set<String> ALIAS = names("account", "region", "name", "key");
  private static final Set<String> KEY =
      names(
          "account",
          "region",
          "id",
          "aliases",
          "spec",
          "usage",
          "origin",
          "multiRegion",
          "replicas",
          "description",
          "tags",
          "policy",
          "enabled",
          "deletionDate",
          "validTo",
          "rotationDays",
          "material",
          "olderMaterial");

  private final MaterialEntry materials;
  private final Seed.Home home;

  OwnSeed(Path file, Seed.Home home) {
    this.materials = new MaterialEntry(file);
    this.home = home;
  }

  Seed read(Entry.Mapping document) {
    document.only(DOCUMENT);
    List<SeedKey> keys = new ArrayList<>();
    for (Entry entry : document.list("keys")) {
      keys.add(key(document, entry.mapping().only(KEY)));
    }
    List<SeedAlias> aliases = new ArrayList<>();
    for (Entry entry : document.list("aliases")) {
      Entry.Mapping alias = entry.mapping().only(ALIAS);
      Entry name = alias.required("name");
      aliases.add(
          new SeedAlias(
              alias.place(),
              scope(document, alias),
              Rules.alias(name.place(), name.text()),
              Rules.targetId(alias.required("key"))));
    }
    return new Seed(keys, aliases);
  }

  private SeedKey key(Entry.Mapping document, Entry.Mapping key) {
    boolean multiRegion = key.flag("multiRegion", false);
    Scope scope = scope(document, key);
    KmsKey.Kind kind = kind(key);
    Optional<String> id = key.find("id").map(entry -> Rules.keyId(entry, multiRegion));
    List<String> aliases =
        key.list("aliases").stream().map(name -> Rules.alias(name.place(), name.text())).toList();
    if (id.isEmpty() && aliases.isEmpty()) {
      throw key.place().problem("has neither an id nor aliases, one of which it needs");
    }
    SeedKey made =
        new SeedKey(
            scope,
            id.orElse(null),
            kind,
            multiRegion,
            replicas(key, scope, multiRegion),
            material(key, kind),
            looks(key),
            key.flag("enabled", true),
            key.find("validTo").map(Entry::moment).orElse(null),
            rotation(key, kind),
            key.find("deletionDate").map(Entry::moment).orElse(null),
            aliases);
    checkImport(key, made);
    return made;
  }

  private Scope scope(Entry.Mapping document, Entry.Mapping entry) {
    String account =
        entry.text("account").or(() -> document.text("account")).orElse(home.account());
    String region =
        entry
            .text("region")
            .or(() -> document.text("region"))
            .or(home::region)
            .orElseThrow(() -> entry.place().problem("lacks region, as does the document"));
    return Rules.scope(entry.place(), account, region);
  }

  private KmsKey.Kind kind(Entry.Mapping key) {
    KeySpec spec =
        key.find("spec")
            .map(entry -> entry.constant(KeySpec.class))
            .or(() -> key.mapping("material").flatMap(materials::spec))
            .orElse(KeySpec.SYMMETRIC_DEFAULT);
    KeyUsage usage =
        key.find("usage")
            .map(entry -> entry.constant(KeyUsage.class))
            .orElseGet(() -> Rules.usualUsage(spec));
    Rules.checkUsage(key.place(), spec, usage);
    Origin origin = key.find("origin").map(Rules::origin).orElse(Origin.AWS_KMS);
    return new KmsKey.Kind(spec, usage, origin, Custody.OF_ACCOUNT);
  }

  private static List<String> replicas(Entry.Mapping key, Scope scope, boolean multiRegion) {
    List<String> regions = new ArrayList<>();
    for (Entry entry : key.list("replicas")) {
      if (!multiRegion) {
        throw entry.place().problem("only a key with multiRegion: true has replicas");
      }
      String region = Rules.scope(entry.place(), scope.account(), entry.text()).region();
      if (region.equals(scope.region()) || regions.contains(region)) {
        throw entry.place().problem("the key is in " + region + " already");
      }
      regions.add(region);
    }
    return regions;
  }

  private List<Material> material(Entry.Mapping key, KmsKey.Kind kind) {
    List<Material> all = new ArrayList<>();
    for (Entry older : key.list("olderMaterial")) {
      if (kind.spec() != KeySpec.SYMMETRIC_DEFAULT || key.find("material").isEmpty()) {
        throw older.place().problem("only a SYMMETRIC_DEFAULT key with a material has older ones");
      }
      all.add(materials.read(older.mapping(), kind.spec()));
    }
    key.mapping("material").ifPresent(one -> all.add(materials.read(one, kind.spec())));
    if (Set.copyOf(all).size() < all.size()) {
      throw key.place().problem("has the same material twice");
    }
    return all;
  }

  private static SeedKey.Looks looks(Entry.Mapping key) {
    return new SeedKey.Looks(
        key.find("description").map(Rules::description).orElse(""),
        key.find("tags").map(Rules::tags).orElseGet(Map::of),
        key.find("policy").flatMap(Rules::policy).orElse(null));
  }

  private static SeedKey.@Nullable Schedule rotation(Entry.Mapping key, KmsKey.Kind kind) {
    Optional<Entry> days = key.find("rotationDays");
    if (days.isEmpty()) {
      return null;
    }
    Place place = days.get().place();
    if (kind.spec() != KeySpec.SYMMETRIC_DEFAULT || kind.origin() != Origin.AWS_KMS) {
      throw place.problem("only a SYMMETRIC_DEFAULT key of origin AWS_KMS rotates by itself");
    }
    String text = days.get().text();
    int period = text.matches("\\d{2,4}") ? Integer.parseInt(text) : 0;
    if (period < Rotation.SHORTEST || period > Rotation.LONGEST) {
      throw place.problem(Rotation.SHORTEST + " to " + Rotation.LONGEST + " days are expected");
    }
    return new SeedKey.Schedule(period, null);
  }

  private static void checkImport(Entry.Mapping entry, SeedKey key) {
    boolean external = key.kind().origin() == Origin.EXTERNAL;
    if (external && !key.kind().spec().importable()) {
      throw entry
          .place()
          .problem("a key of spec " + key.kind().spec() + " can not have origin EXTERNAL");
    }
    if (key.validTo() != null && (!external || key.material().isEmpty())) {
      throw entry.place().problem("validTo needs origin EXTERNAL, and material");
    }
  }

  private static Set<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }
}
