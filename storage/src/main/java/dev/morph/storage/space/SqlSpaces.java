package dev.morph.storage.space;

import dev.morph.storage.data.Owner;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Ids;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Spaces as rows of a database, which the caller closes. */
public final class SqlSpaces implements SpaceService {
  private static final String OWN = " WHERE user_id = :user AND group_id = :group";
  private static final int NAME_CHARACTERS = 200;
  private static final int PATH_CHARACTERS = 4_000;

  private final Database database;

  /** Those of this database. */
  public SqlSpaces(Database database) {
    this.database = database;
  }

  @Override
  public Space add(Owner owner, String name, @Nullable String path) {
    if (!fits(name, NAME_CHARACTERS) || path != null && !fits(path, PATH_CHARACTERS)) {
      throw new IllegalArgumentException(
          "a space has a name of 1 to 200 characters and a path of at most 4,000, without NUL");
    }
    Space space = new Space(Ids.next(), name, path, false);
    database.change(handle ->
        handle.execute(
            "INSERT INTO spaces (id, user_id, group_id, name, path, current, added_at) VALUES"
                + " (?, ?, ?, ?, ?, 0, ?)",
            space.id(),
            owner.userId(),
            owner.groupId(),
            name,
            path,
            Times.micros(Instant.now())));
    return space;
  }

  private static boolean fits(String text, int most) {
    return !text.isEmpty() && text.length() <= most && text.indexOf(0) < 0;
  }

  @Override
  public List<Space> list(Owner owner) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM spaces" + OWN + " ORDER BY id")
            .bind("user", owner.userId())
            .bind("group", owner.groupId())
            .map((row, context) ->
                new Space(
                    row.getString("id"),
                    row.getString("name"),
                    row.getString("path"),
                    row.getInt("current") == 1))
            .list());
  }

  @Override
  public Optional<Space> current(Owner owner) {
    return list(owner).stream().filter(Space::current).findFirst();
  }

  @Override
  public boolean enter(Owner owner, String id) {
    if (id.indexOf(0) >= 0) {
      return false;
    }
    return database.write(handle -> {
      boolean known =
          handle
              .createQuery(
                  "SELECT id FROM spaces" + OWN + " ORDER BY id" + database.dialect().forUpdate())
              .bind("user", owner.userId())
              .bind("group", owner.groupId())
              .mapTo(String.class)
              .list()
              .contains(id);
      if (known) {
        change(
            handle,
            owner,
            id,
            "UPDATE spaces SET current = CASE WHEN id = :id THEN 1 ELSE 0 END" + OWN);
      }
      return known;
    });
  }

  @Override
  public void leave(Owner owner) {
    database.change(handle -> change(handle, owner, "", "UPDATE spaces SET current = 0" + OWN));
  }

  @Override
  public boolean remove(Owner owner, String id) {
    return id.indexOf(0) < 0
        && database.write(
                handle -> change(handle, owner, id, "DELETE FROM spaces" + OWN + " AND id = :id"))
            == 1;
  }

  private static int change(Handle handle, Owner owner, String id, String sql) {
    return handle
        .createUpdate(sql)
        .bind("user", owner.userId())
        .bind("group", owner.groupId())
        .bind("id", id)
        .execute();
  }
}
